#include "flex_video/wire/openapi.hpp"

#include "api_routes.hpp"

#include "flex_video/wire/problems.hpp"

namespace flex_video::wire {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

/// Joins parts with commas, as JSON's objects and arrays want them.
class list {
 public:
  list& add(std::string_view part) {
    if (!text_.empty()) text_ += ',';
    text_ += part;
    return *this;
  }
  list& add(std::string_view key, std::string_view json) { return add(quoted(key).append(":").append(json)); }
  std::string object() const { return '{' + text_ + '}'; }
  std::string array() const { return '[' + text_ + ']'; }

 private:
  std::string text_;
};

std::string reference(std::string_view schema) {
  return list{}.add("$ref", quoted(std::string{"#/components/schemas/"}.append(schema))).object();
}

std::string content(std::string_view media_type, std::string_view schema) {
  return list{}.add(media_type, list{}.add("schema", schema).object()).object();
}

std::string parameter(std::string_view name, bool in_path) {
  return list{}
      .add("name", quoted(name))
      .add("in", in_path ? R"("path")" : R"("query")")
      .add("required", in_path ? "true" : "false")
      .add("schema", R"({"type":"string"})")
      .object();
}

std::string parameters_of(const api_route& route) {
  list parameters;
  auto path = route.path;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{')) {
    path.remove_prefix(open + 1);
    parameters.add(parameter(path.substr(0, path.find('}')), true));
  }
  for (const auto name : route.query) {
    if (!name.empty()) parameters.add(parameter(name, false));
  }
  return parameters.array();
}

std::string form_of_the_original_plugin() {
  const auto text = R"({"type":"string"})";
  const auto fields = list{}.add("taskSid", text).add("workerName", text).add("Token", text).object();
  return list{}
      .add("type", R"("object")")
      .add("required", R"(["taskSid"])")
      .add("properties", fields)
      .object();
}

/// Its bytes as they are.
std::string image_content() {
  list types;
  for (const auto& [type, name] : names<core::image_type>::values)
    types.add(name, list{}.add("schema", list{}.add("contentMediaType", quoted(name)).object()).object());
  return types.object();
}

std::string request_content(const api_route& route) {
  if (route.takes_image) return image_content();
  constexpr std::string_view form = "application/x-www-form-urlencoded";
  switch (route.who) {
    case caller::original_plugin:
      return content(form, form_of_the_original_plugin());
    case caller::twilio:
      return content(form, R"({"type":"object"})");
    default:
      return content("application/json", reference(route.request));
  }
}

bool has_request_body(const api_route& route) {
  return !route.request.empty() || route.takes_image || route.who == caller::original_plugin ||
         route.who == caller::twilio;
}

/// Any one of them lets in. Without a token of its own, the metrics are for this machine.
std::string security_of(const api_route& route) {
  switch (route.who) {
    case caller::agent:
      return R"([{"flexToken":[]}])";
    case caller::visitor:
      return R"([{"device":[]}])";
    case caller::twilio:
      return R"([{"twilioSignature":[]}])";
    case caller::monitoring:
      return R"([{"metricsToken":[]},{}])";
    case caller::anybody:
    case caller::original_plugin:
      break;
  }
  return "[]";
}

std::string content_of(const answer& answer) {
  switch (answer.body) {
    case body::json:
      return content("application/json", reference(answer.schema));
    case body::page:
      return content("text/html", R"({"type":"string"})");
    case body::events:
      return content("text/event-stream", R"({"type":"string"})");
    case body::text:
      return content("text/plain", R"({"type":"string"})");
    case body::image:
      return image_content();
    case body::nothing:
      break;
  }
  return "{}";
}

std::string responses_of(const api_route& route) {
  list responses;
  for (const auto& answer : route.answers) {
    if (answer.status == 0) continue;
    const bool in_words = answer.body == body::events || answer.body == body::text;
    const auto words = in_words ? answer.schema : "done";
    responses.add(std::to_string(answer.status),
                  list{}.add("description", quoted(words)).add("content", content_of(answer)).object());
  }
  const bool original = route.who == caller::original_plugin;
  const auto refusal = original ? content("application/json", reference(schema_of<tokens_refusal>))
                                : content("application/problem+json", reference(schema_of<problem>));
  responses.add("default", list{}.add("description", R"("refused")").add("content", refusal).object());
  return responses.object();
}

std::string operation(const api_route& route) {
  list operation;
  operation.add("summary", quoted(route.summary)).add("parameters", parameters_of(route));
  if (has_request_body(route)) {
    operation.add("requestBody",
                  list{}.add("required", "true").add("content", request_content(route)).object());
  }
  operation.add("security", security_of(route));
  return operation.add("responses", responses_of(route)).object();
}

std::string paths() {
  list paths;
  for (auto first = api_routes.begin(); first != api_routes.end();) {
    const auto path = first->path;
    list methods;
    for (; first != api_routes.end() && first->path == path; ++first)
      methods.add(first->method, operation(*first));
    paths.add(path, methods.object());
  }
  return paths.object();
}

std::string text_enum(const std::vector<std::string_view>& texts) {
  list values;
  for (const auto text : texts) values.add(quoted(text));
  return list{}.add("type", R"("string")").add("enum", values.array()).object();
}

template <class E>
void add_enum(list& schemas) {
  schemas.add(names<E>::name, text_enum(texts_of<E>()));
}

template <class T>
void add_struct(list& schemas) {
  list properties, required;
  const auto add_field = [&](const auto& field) {
    using member_type = typename std::remove_cvref_t<decltype(field)>::member_type;
    const bool is_code = std::is_same_v<T, problem> && field.name == "code";
    properties.add(field.name, is_code ? reference("ProblemCode") : shape<member_type>::schema());
    if (!is_optional<member_type>) required.add(quoted(field.name));
  };
  std::apply([&](const auto&... fields) { (add_field(fields), ...); }, description<T>::fields);
  schemas.add(description<T>::name, list{}
                                        .add("type", R"("object")")
                                        .add("additionalProperties", "false")
                                        .add("required", required.array())
                                        .add("properties", properties.object())
                                        .object());
}

std::string schemas() {
  list schemas;
  schemas.add("ProblemCode", text_enum(problem_codes()));
  [&]<class... E>(std::type_identity<std::tuple<E...>>) {
    (add_enum<E>(schemas), ...);
  }(std::type_identity<named_enums>{});
  [&]<class... T>(std::type_identity<std::tuple<T...>>) {
    (add_struct<T>(schemas), ...);
  }(std::type_identity<described_structs>{});
  return schemas.object();
}

}  // namespace

std::string openapi() {
  constexpr std::string_view security_schemes =
      R"({"flexToken":{"type":"http","scheme":"bearer"},"metricsToken":{"type":"http","scheme":"bearer"},)"
      R"("twilioSignature":{"type":"apiKey","in":"header","name":"X-Twilio-Signature"},)"
      R"("device":{"type":"apiKey","in":"cookie","name":"__Host-flex-video-device"}})";
  return list{}
      .add("openapi", R"("3.1.0")")
      .add("info", R"({"title":"flex-video","version":"1"})")
      .add("paths", paths())
      .add("components", list{}.add("schemas", schemas()).add("securitySchemes", security_schemes).object())
      .object();
}

}  // namespace flex_video::wire
