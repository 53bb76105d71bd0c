// Exceptions are left for bugs and failed starts, and a wasm32-wasi module can't catch any: it stops.
#include <__verbose_abort>
#include <cstdarg>
#include <cstddef>
#include <cstdlib>

extern "C" {

void* __cxa_allocate_exception(std::size_t) { std::abort(); }
void __cxa_free_exception(void*) { std::abort(); }
void __cxa_throw(void*, void*, void (*)(void*)) { std::abort(); }
}

/// libc++'s own way to stop takes a printf with it, which is a tenth of the module.
[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) { std::abort(); }

/// libc++ words the errors of an operating system by these two, of which there is none here; with them would
/// come all of stdio and a table of texts.
extern "C" int vsnprintf(char* out, std::size_t size, const char*, std::va_list) {
  if (size > 0) *out = '\0';
  return 0;
}
extern "C" char* strerror(int) {
  static char nothing[1] = "";
  return nothing;
}

/// What libc++abi says before it stops; nobody would read it.
extern "C" [[noreturn]] void abort_message(const char*, ...) { std::abort(); }
