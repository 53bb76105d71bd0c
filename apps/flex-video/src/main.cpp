#include "demo.hpp"
#include "doctor/doctor.hpp"
#include "rooms_command.hpp"
#include "serve.hpp"
#include "serve_flags.hpp"
#include "settings_markdown.hpp"
#include "token_command.hpp"
#include "usage_error.hpp"

#include "flex_video/server/options.hpp"
#include "flex_video/wire/typescript.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace {

using namespace flex_video::app;

constexpr int exit_usage = 2;

void add_demo(CLI::App& app, demo_options& options) {
  app.add_option("--data", options.data, "Folder for credentials and state")->capture_default_str();
  app.add_option("--address", options.address,
                 "Address to listen on; beyond loopback the demo has no protection")
      ->capture_default_str();
  app.add_option("--port", options.port, "Port to listen on; 0 takes any free one")
      ->capture_default_str()
      ->check(CLI::Range(0, 65535));
  app.add_option("--log", options.log, "What to log as JSON lines on standard error; info adds every request")
      ->capture_default_str()
      ->check(CLI::IsMember({"error", "warn", "info"}));
  app.add_option("--web", options.web, "Folder of the built web and plugin files")->capture_default_str();
}

void add_token(CLI::App& app, token_options& options) {
  constexpr long long day = 86'400;
  auto* identity = app.add_option("--identity", options.identity, "Whom the token speaks for");
  auto* room = app.add_option("--room", options.room, "Unique name or SID of the only room it opens");
  auto* ttl = app.add_option("--ttl", options.ttl_seconds, "Life in seconds")
                  ->capture_default_str()
                  ->check(CLI::Range(1LL, day));
  app.add_option("--data", options.data,
                 "Folder with demo.env, used where the environment has no TWILIO_… variables")
      ->capture_default_str();
  auto* lines = app.add_flag("--stdin", options.from_stdin,
                             R"(Read requests, one {"identity":…,"room":…,"ttl":…} per line)");
  for (auto* option : {identity, room, ttl}) lines->excludes(option);
}

void add_rooms(CLI::App& app, rooms_options& options) {
  app.add_option("--url", options.url, "The server's address; else FLEX_VIDEO_BASE_URL");
  app.add_option("--data", options.data,
                 "Folder with demo.env, used where the environment has no TWILIO_… variables")
      ->capture_default_str();
}

int run(int argc, char** argv) {
  CLI::App app{"One click from a Twilio Flex conversation to a secure video call", "flex-video"};
  app.set_version_flag("--version", "flex-video " FLEX_VIDEO_VERSION);
  app.require_subcommand(1);
  demo_options demo;
  auto* demo_app = app.add_subcommand("demo", "The whole product on this machine, with a Twilio of its own");
  add_demo(*demo_app, demo);
  auto* serve_app = app.add_subcommand("serve", "The service, for your Twilio account");
  add_serve_flags(*serve_app);
  auto* doctor_app = app.add_subcommand("doctor", "Check what serve would run with, and say what to do");
  add_serve_flags(*doctor_app);
  std::string functions;  // nothing of the settings matters then
  doctor_app
      ->add_option("--serverless", functions,
                   "Check the deployed functions at this address instead, from outside")
      ->check([](const std::string& url) {
        return flex_video::server::is_origin(url) ? std::string{} : "https://host expected, without a path";
      });
  token_options token;
  auto* token_app = app.add_subcommand("token", "Print a Video access token");
  add_token(*token_app, token);
  rooms_options rooms;
  auto* rooms_app =
      app.add_subcommand("rooms", "List the rooms in progress of a running server, and who is inside");
  add_rooms(*rooms_app, rooms);
  auto* wire_app = app.add_subcommand("wire", "Print the types of the HTTP API");
  bool as_typescript = false;  // the only form there is
  wire_app->add_flag("--typescript", as_typescript, "As a TypeScript module")->required();
  auto* settings_app = app.add_subcommand("settings", "Print the settings of serve")->group("");
  bool as_markdown = false;  // the only form there is
  settings_app->add_flag("--markdown", as_markdown, "As docs/configuration.md")->required();
  try {
    app.parse(argc, argv);
    if (*token_app && token.identity.empty() && !token.from_stdin)
      throw CLI::RequiredError("--identity or --stdin");
  } catch (const CLI::ParseError& refused) {
    return app.exit(refused) == 0 ? 0 : exit_usage;
  }
  if (*serve_app) return run_serve(parse_serve_options(open_serve_sources(given_flags(*serve_app))));
  if (*doctor_app && !functions.empty()) return run_serverless_doctor(functions);
  if (*doctor_app) return run_doctor(open_serve_sources(given_flags(*doctor_app)));
  if (*rooms_app) return run_rooms(rooms);
  if (*wire_app) {
    std::cout << flex_video::wire::typescript();
    return 0;
  }
  if (*settings_app) {
    std::cout << settings_markdown();
    return 0;
  }
  return *demo_app ? run_demo(demo) : run_token(token);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const usage_error& refused) {
    std::cerr << "flex-video: " << refused.what() << '\n';
    return exit_usage;
  } catch (const std::exception& failure) {
    std::cerr << "flex-video: " << failure.what() << '\n';
    return 1;
  }
}
