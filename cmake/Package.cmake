# The Debian package, as script/package builds it: what is installed where, and what CPack writes about it.

set(deploy ${CMAKE_CURRENT_SOURCE_DIR}/deploy)
set(documents share/doc/flex-video)
set(hidden PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ)  # postinst gives them to the service's group
# Whatever the umask of who builds it
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

install(TARGETS flex-video RUNTIME DESTINATION bin)
install(PROGRAMS build/media-worker/flex-video-media-worker DESTINATION lib/flex-video)
install(FILES build/media-worker/LICENSE DESTINATION ${documents} RENAME mediasoup.copyright)
install(DIRECTORY web/dist/room/ DESTINATION share/flex-video/room)
install(FILES ${deploy}/systemd/flex-video.service DESTINATION lib/systemd/system)
install(FILES ${deploy}/debian/flex-video.toml ${deploy}/debian/secrets.env DESTINATION /etc/flex-video ${hidden})
install(FILES LICENSE DESTINATION ${documents} RENAME copyright)
install(FILES CHANGELOG.md docs/operations.md docs/configuration.md docs/self-hosting.md docs/security.md
  DESTINATION ${documents})
install(DIRECTORY deploy/nginx deploy/haproxy DESTINATION ${documents}/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_SET_DESTDIR ON)  # /etc is not under the prefix
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_NAME flex-video)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The flex-video authors <flex-video@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "One click from a Twilio Flex conversation to a secure video call")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"The service behind the Flex plugin: it makes a room for a task, gives the
customer a short link, and ends the call with the task. Calls meet in Twilio
Video's cloud or in rooms of its own. State is in SQLite or PostgreSQL.")
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)  # script/package takes another one
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ffmpeg")  # without it nothing is composed
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql, nginx | haproxy, coturn")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${deploy}/debian/conffiles ${deploy}/debian/postinst ${deploy}/debian/prerm ${deploy}/debian/postrm)
include(CPack)
