exports.handler = (context, event, callback) =>
  require(Runtime.getAssets()['/host.js'].path).run('task-event', context, event, callback);
