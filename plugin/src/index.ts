import { loadPlugin } from '@twilio/flex-plugin';
import { FlexVideoPlugin } from './FlexVideoPlugin';

loadPlugin(FlexVideoPlugin);
