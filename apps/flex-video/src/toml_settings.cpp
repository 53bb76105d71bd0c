#include "toml_settings.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>

namespace flex_video::app {
namespace {

class toml_reader {
 public:
  explicit toml_reader(const std::string& file) : file_(file) {}

  void read(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) {
      const auto key = prefix + std::string{name.str()};
      if (const auto* inner = node.as_table()) {
        read(*inner, key + ".");
      } else if (auto text = text_of(node)) {
        found_.push_back(
            {node.source().begin.line, {key, base::secret{std::move(*text)}, at(node.source().begin)}});
      } else {
        problems_.push_back(at(node.source().begin) + ": " + key +
                            " must be a text, a whole number, true or false, or an array of texts");
      }
    }
  }

  void refuse(const toml::source_position& position) {
    problems_.push_back(at(position) + ": this is not TOML (text stands in double quotes)");
  }

  toml_settings result() && {
    std::ranges::stable_sort(found_, {}, &std::pair<toml::source_index, toml_value>::first);
    toml_settings settings{.values = {}, .problems = std::move(problems_)};
    for (auto& [line, value] : found_) settings.values.push_back(std::move(value));
    return settings;
  }

 private:
  static std::optional<std::string> text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
    const auto* array = node.as_array();
    if (!array) return std::nullopt;
    std::string all;
    for (const auto& element : *array) {
      const auto* text = element.as_string();
      if (!text) return std::nullopt;
      all += (all.empty() ? "" : ",") + text->get();
    }
    return all;
  }

  std::string at(const toml::source_position& position) const {
    return file_ + ":" + std::to_string(position.line);
  }

  const std::string& file_;
  std::vector<std::pair<toml::source_index, toml_value>> found_;
  std::vector<std::string> problems_;
};

}  // namespace

toml_settings read_toml(std::string_view text, const std::string& file) {
  toml_reader reader{file};
  try {
    reader.read(toml::parse(text), {});
  } catch (const toml::parse_error& refused) {
    reader.refuse(refused.source().begin);  // its own words may quote a secret that lacks its quotes
  }
  return std::move(reader).result();
}

}  // namespace flex_video::app
