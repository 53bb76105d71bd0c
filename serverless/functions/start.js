exports.handler = (context, event, callback) =>
  require(Runtime.getAssets()['/host.js'].path).run('start', context, event, callback);
