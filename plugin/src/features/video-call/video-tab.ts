/** The name by which Flex's action SetComponentState selects the tab of the calls. */
export const VIDEO_TAB = 'FlexVideoCall';
