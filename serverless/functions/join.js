exports.handler = (context, event, callback) =>
  require(Runtime.getAssets()['/host.js'].path).run('join', context, event, callback);
