// All that only an agent's page needs, in a file of its own.
import '../styles/agent.css';

export { DeskBanners } from './desk-banners';
export { PeoplePanel } from './people-panel';
export { PeopleTool } from './people-tool';
export { WatchedSign } from './watched-sign';
