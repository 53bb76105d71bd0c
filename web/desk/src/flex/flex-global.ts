/** The little of Flex UI that the desk touches, as it lies on `window.Twilio.Flex`. */
export interface FlexTask {
  /** The reservation's SID, which is what Flex selects by. */
  readonly sid: string;
  readonly status: string;
}

export interface FlexState {
  readonly flex: {
    readonly worker: {
      readonly tasks: ReadonlyMap<string, FlexTask>;
      readonly attributes: { readonly full_name?: string };
    };
    readonly view: { readonly selectedTaskSid?: string };
  };
}

export interface FlexManager {
  readonly store: {
    getState(): FlexState;
    /** @returns what ends the subscription */
    subscribe(listener: () => void): () => void;
  };
}

export interface FlexGlobal {
  runDefault(configuration: object, container: string): Promise<unknown>;
  readonly Manager: { getInstance(): FlexManager };
  readonly Actions: { invokeAction(name: string, payload: object): Promise<unknown> };
}

declare global {
  interface Window {
    Twilio?: { Flex: FlexGlobal };
  }
}
