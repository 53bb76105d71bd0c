# The C++ headers of the protocol that the media worker speaks over its channel, generated from the schemas of its release by
# Debian's flatc: the worker and who drives it are built from the same.

# media_worker_protocol(<target> <folder of schemas>): an interface library with <FBS/message.h>, and the target that generates
# it, <target>_headers
function(media_worker_protocol target schemas)
  find_program(FLATC flatc REQUIRED)
  file(GLOB files ${schemas}/*.fbs)
  if(NOT files)
    message(FATAL_ERROR "The media worker's sources are not in ${schemas}: script/setup fetches them")
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target})
  set(headers ${files})
  list(TRANSFORM headers REPLACE "^.*/([^/]+)\\.fbs$" "${folder}/FBS/\\1.h")
  # These options are the ones that its own build passes.
  add_custom_command(OUTPUT ${headers}
    COMMAND ${FLATC} --cpp --cpp-field-case-style lower --reflect-names --scoped-enums --filename-suffix "" -o ${folder}/FBS
      ${files}
    DEPENDS ${files} VERBATIM)
  add_custom_target(${target}_headers DEPENDS ${headers})
  add_library(${target} INTERFACE)
  add_dependencies(${target} ${target}_headers)
  target_include_directories(${target} SYSTEM INTERFACE ${folder})
  target_compile_definitions(${target} INTERFACE FLATBUFFERS_LOCALE_INDEPENDENT=1)
endfunction()
