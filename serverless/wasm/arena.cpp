// The module's memory: taken from the front, and all of it back before the next call. Each call is run from
// its start (docs/adr/0019), so that nothing made in one outlives it, and where nothing is given back one by
// one most destructors are no code at all. A static object must hold no memory of its own.
#include "arena.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

extern "C" char __heap_base;  // by wasm-ld: where memory is free from

namespace {

constexpr std::uintptr_t page = 64 * 1024;
constexpr std::uintptr_t alignment = __STDCPP_DEFAULT_NEW_ALIGNMENT__;

constinit char* next = &__heap_base;

/// @returns null if there is no more
void* take(std::size_t size) {
  const auto from = reinterpret_cast<std::uintptr_t>(next);
  const auto taken = (from + alignment - 1) & ~(alignment - 1);
  const auto end = taken + size;
  if (taken < from || end < taken) return nullptr;
  const auto there = __builtin_wasm_memory_size(0) * page;
  if (end > there && __builtin_wasm_memory_grow(0, (end - there + page - 1) / page) == SIZE_MAX)
    return nullptr;
  next = reinterpret_cast<char*>(end);
  return reinterpret_cast<void*>(taken);
}

}  // namespace

void flex_video::serverless::reset_arena() { next = &__heap_base; }

extern "C" {

void* malloc(std::size_t size) { return take(size); }
void free(void*) {}
void* calloc(std::size_t count, std::size_t size) {
  const auto bytes = std::uint64_t{count} * size;
  auto* taken = bytes <= SIZE_MAX ? take(static_cast<std::size_t>(bytes)) : nullptr;
  return taken ? std::memset(taken, 0, count * size) : nullptr;
}

/// What a static object would be destroyed by; the module has no end.
int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }

// Each is one instruction.
void* memcpy(void* to, const void* from, std::size_t size) { return __builtin_memcpy(to, from, size); }
void* memmove(void* to, const void* from, std::size_t size) { return __builtin_memmove(to, from, size); }
void* memset(void* to, int byte, std::size_t size) { return __builtin_memset(to, byte, size); }
}

void* operator new(std::size_t size) {
  auto* taken = take(size);
  if (!taken) std::abort();
  return taken;
}
void* operator new[](std::size_t size) { return operator new(size); }
void operator delete(void*) noexcept {}
void operator delete[](void*) noexcept {}
void operator delete(void*, std::size_t) noexcept {}
