# What every library of this project has in common. A library is a target `flex_video_<name>` that exposes only
# its own include/ and links only what its row of the dependency table in docs/architecture.md allows, so that
# a forbidden include does not compile.

find_package(Threads REQUIRED)

add_library(flex_video_options INTERFACE)
target_compile_options(flex_video_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  # GCC 12 reports strings inside std::variant and std::optional as uninitialized that are not (GCC bug 105562)
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(FLEX_VIDEO_SANITIZE)
  target_compile_options(flex_video_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(flex_video_options INTERFACE -fsanitize=address,undefined)
endif()
if(FLEX_VIDEO_FUZZ)
  target_compile_options(flex_video_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(FLEX_VIDEO_TESTS)
  enable_testing()
  find_package(GTest REQUIRED)
endif()

# flex_video_library(<name> SOURCES … [USES <libraries of ours>…] [LINKS <third party, private>…] [TESTS …])
function(flex_video_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS;TESTS" ${ARGN})
  add_library(flex_video_${name} STATIC ${ARG_SOURCES})
  target_include_directories(flex_video_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src)
  list(TRANSFORM ARG_USES PREPEND flex_video_)
  target_link_libraries(flex_video_${name} PUBLIC ${ARG_USES} PRIVATE flex_video_options ${ARG_LINKS})
  if(FLEX_VIDEO_TESTS AND ARG_TESTS)
    add_executable(${name}_test ${ARG_TESTS})
    target_include_directories(${name}_test PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src)
    target_link_libraries(${name}_test PRIVATE flex_video_${name} flex_video_options ${ARG_LINKS} GTest::gmock GTest::gtest_main)
    # One process for all of them: with the sanitizers, starting one takes longer than most tests do.
    add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1)
    set_tests_properties(${name} PROPERTIES TIMEOUT 900)
  endif()
endfunction()
