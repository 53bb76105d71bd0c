#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/spelling.hpp"

#include <charconv>
#include <concepts>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Values as they cross the border to SQL: every one as text, whatever its column, which both databases turn
/// into the column's type, and back.
namespace flex_video::store {

using cell = std::optional<std::string>;  ///< nothing is NULL
using row = std::vector<cell>;

/// A row that this program never wrote.
struct unreadable_row : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

template <class T>
cell to_cell(const T& value) {
  if constexpr (is_optional<T>::value) {
    return value ? to_cell(*value) : std::nullopt;
  } else if constexpr (std::same_as<T, std::string>) {
    return value;
  } else if constexpr (std::same_as<T, bool>) {
    return value ? "1" : "0";
  } else if constexpr (std::integral<T>) {
    return std::to_string(value);
  } else if constexpr (std::same_as<T, base::time_point>) {
    return std::to_string(value.time_since_epoch().count());
  } else if constexpr (std::is_enum_v<T>) {
    return std::string{core::name_of(value)};
  } else {
    return value.str();  // an id or a SID
  }
}

/// Reads the cells of a row in the order of `columns`. Throws unreadable_row, which names the column.
class row_reader {
 public:
  row_reader(const row& cells, const std::vector<std::string_view>& columns)
      : cells_(cells), columns_(columns) {}

  template <class T>
  T next() {
    const auto& read = cells_.at(at_++);
    if constexpr (is_optional<T>::value) {
      return read ? T{parsed<typename T::value_type>(*read)} : std::nullopt;
    } else {
      if (!read) fail();
      return parsed<T>(*read);
    }
  }

 private:
  template <class T>
  T parsed(const std::string& text) const {
    if constexpr (std::same_as<T, std::string>) {
      return text;
    } else if constexpr (std::same_as<T, bool>) {
      return number<unsigned>(text) != 0;
    } else if constexpr (std::integral<T>) {
      return number<T>(text);
    } else if constexpr (std::same_as<T, base::time_point>) {
      return T{typename T::duration{number<typename T::rep>(text)}};
    } else if constexpr (std::is_enum_v<T>) {
      return known(core::parse_name<T>(text));
    } else {
      return known(T::parse(text));
    }
  }

  template <class T>
  T number(const std::string& text) const {
    T value{};
    const auto end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc{} || stopped != end) fail();
    return value;
  }

  template <class T>
  T known(const std::optional<T>& value) const {
    if (!value) fail();
    return *value;
  }

  [[noreturn]] void fail() const {
    throw unreadable_row{"the column " + std::string{columns_.at(at_ - 1)} + " holds what nobody wrote"};
  }

  const row& cells_;
  const std::vector<std::string_view>& columns_;
  std::size_t at_ = 0;
};

}  // namespace flex_video::store
