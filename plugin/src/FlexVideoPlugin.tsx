import { FlexPlugin } from '@twilio/flex-plugin';
import type * as Flex from '@twilio/flex-ui';
import { loadFeatures } from './features/load';
import { videoCall } from './features/video-call';

const NAME = 'FlexVideoPlugin';

/** What Flex loads. It only starts the features. */
export class FlexVideoPlugin extends FlexPlugin {
  constructor() {
    super(NAME);
  }

  init(flex: typeof Flex, manager: Flex.Manager): void {
    loadFeatures([videoCall], { flex, manager }, (feature, error) => {
      console.error(`${NAME}: the feature ${feature} could not be loaded`, error);
    });
  }
}
