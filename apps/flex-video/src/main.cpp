#include "data_commands.hpp"
#include "demo.hpp"
#include "doctor/doctor.hpp"
#include "rooms_command.hpp"
#include "serve.hpp"
#include "serve_flags.hpp"
#include "serve_options.hpp"
#include "settings_markdown.hpp"
#include "token_command.hpp"
#include "usage_error.hpp"

#include "flex_video/server/options.hpp"
#include "flex_video/wire/typescript.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>
#include <optional>
#include <string>

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
  add_media_flags(app);
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

void add_subject(CLI::App& command, subject_flags& flags) {
  command.add_option("--conversation", flags.conversations, "SID of a conversation; may be given again")
      ->allow_extra_args(false);
  command.add_option("--session", flags.sessions, "Id of a session; may be given again")
      ->allow_extra_args(false);
  add_data_flags(command);
}

/// `export` and `erase`: about what serve has kept of one customer.
class data_commands {
 public:
  explicit data_commands(CLI::App& app)
      : export_(app.add_subcommand("export", "Write what is kept of one customer to a folder")),
        erase_(app.add_subcommand("erase", "Erase what is kept of one customer, and print a receipt")) {
    add_subject(*export_, whose_);
    export_
        ->add_option("--to", folder_, "The folder to make, for export.json, the pictures and the recordings")
        ->required();
    add_subject(*erase_, whose_);
    check_ = erase_->add_option("--check", receipt_, "Only say whether the erasure of this receipt was here");
    for (const auto* flag : {"--conversation", "--session"}) check_->excludes(erase_->get_option(flag));
  }

  /// The exit code; nothing if the command is another one.
  std::optional<int> run() const {
    if (*export_) return run_export(places(*export_), parse_subject(whose_), folder_);
    if (!*erase_) return std::nullopt;
    if (check_->count() > 0) return run_erase_check(places(*erase_).database, receipt_);
    return run_erase(places(*erase_), parse_subject(whose_));
  }

 private:
  static data_places places(const CLI::App& command) {
    return parse_data_places(open_serve_sources(given_flags(command)));
  }

  CLI::App* export_;
  CLI::App* erase_;
  CLI::Option* check_ = nullptr;
  subject_flags whose_;
  std::string folder_;
  std::string receipt_;
};

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
  data_commands data{app};
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
  if (const auto code = data.run()) return *code;
  if (*wire_app) {
    std::cout << flex_video::wire::typescript();
    return 0;
  }
  if (*settings_app) {
    std::cout << settings_markdown();
    return 0;
  }
  if (*token_app) return run_token(token);
  demo.media = parse_media_settings(open_serve_sources(given_flags(*demo_app)));
  return run_demo(demo);
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
