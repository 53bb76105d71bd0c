#include "connection.hpp"

#include <utility>

namespace flex_video::store {

/// A statement with the places that its arguments come from and its answer goes to: bound once, since the
/// places never move.
struct connection::prepared {
  struct place {
    std::string text;
    soci::indicator state = soci::i_ok;
  };

  prepared(soci::session& session, const statement_text& text, const std::vector<argument>& arguments)
      : statement(session), in(arguments.size()), out(text.columns) {
    for (std::size_t at = 0; at < in.size(); ++at)
      statement.exchange(soci::use(in[at].text, in[at].state, std::string{arguments[at].name}));
    for (auto& column : out) statement.exchange(soci::into(column.text, column.state));
    statement.alloc();
    statement.prepare(text.sql);
    statement.define_and_bind();
  }

  row taken() {
    row cells;
    cells.reserve(out.size());
    for (auto& column : out)
      cells.push_back(column.state == soci::i_null ? cell{} : cell{std::move(column.text)});
    return cells;
  }

  soci::statement statement;
  std::vector<place> in, out;
};

connection::connection(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}
connection::~connection() = default;

connection::prepared& connection::prepare(const statement_text& text,
                                          const std::vector<argument>& arguments) {
  auto& known = prepared_[&text];
  if (!known) known = std::make_unique<prepared>(*session_, text, arguments);
  return *known;
}

std::vector<soci::details::statement_backend*> connection::statement_backends() {
  std::vector<soci::details::statement_backend*> backends;
  for (const auto& [text, known] : prepared_) {
    if (known) backends.push_back(known->statement.get_backend());
  }
  return backends;
}

answer connection::run(const statement_text& text, const std::vector<argument>& arguments) {
  for (const auto& argument : arguments) {
    if (argument.value && argument.value->find('\0') != std::string::npos)
      throw unwritable_text{"a zero byte in " + std::string{argument.name}};
  }
  auto& known = prepare(text, arguments);
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    known.in[at].state = arguments[at].value ? soci::i_ok : soci::i_null;
    known.in[at].text = arguments[at].value.value_or(std::string{});
  }
  answer made;
  try {
    // To the end of the rows, even after the only one: before it, SQLite holds the reading transaction open.
    for (bool more = known.statement.execute(true); more; more = known.statement.fetch()) {
      if (known.out.empty()) break;
      made.rows.push_back(known.taken());
    }
    made.affected = known.statement.get_affected_rows();
  } catch (...) {
    // SOCI leaves the buffers of a failed execution to leak in the next one.
    known.statement.undefine_and_bind();
    known.statement.define_and_bind();
    throw;
  }
  return made;
}

transaction::~transaction() {
  if (over_) return;
  try {
    on_.execute("ROLLBACK");
  } catch (const soci::soci_error&) {
    // Then the connection is not reusable(), and with it goes the transaction.
  }
}

void transaction::commit() {
  on_.execute("COMMIT");
  over_ = true;
}

}  // namespace flex_video::store
