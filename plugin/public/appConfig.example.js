// Copy to public/appConfig.js for `twilio flex:plugins:start`. What stands here goes over the account's ui_attributes.
window.appConfig = {
  pluginService: {
    enabled: true,
    url: '/plugins'
  },
  // Where flex-video runs: https, or http on this machine. No secrets here: every agent can read this.
  flex_video: {
    baseUrl: 'http://127.0.0.1:8080'
  },
  logLevel: 'info'
};
