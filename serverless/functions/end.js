exports.handler = (context, event, callback) =>
  require(Runtime.getAssets()['/host.js'].path).run('end', context, event, callback);
