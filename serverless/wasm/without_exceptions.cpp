// Exceptions are left for bugs and failed starts, and a wasm32-wasi module can't catch any: it stops.
#include <__verbose_abort>
#include <cstdlib>

extern "C" {

void* __cxa_allocate_exception(std::size_t) { std::abort(); }
void __cxa_free_exception(void*) { std::abort(); }
void __cxa_throw(void*, void*, void (*)(void*)) { std::abort(); }
}

/// libc++'s own way to stop takes a printf with it, which is a tenth of the module.
[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) { std::abort(); }
