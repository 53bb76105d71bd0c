exports.handler = (context, event, callback) =>
  require(Runtime.getAssets()['/host.js'].path).run('get-tokens', context, event, callback);
