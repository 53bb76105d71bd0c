/** What the agent is asked before the task is left. */
export interface Question {
  readonly customer: string;
  readonly answer: (leave: boolean) => void;
}

/** The question whether to leave a call with somebody in it; one at a time. */
export class LeaveQuestion {
  private asked: Question | undefined;
  private readonly listeners = new Set<() => void>();

  /** @returns whether to leave; no to a question that another one takes the place of */
  ask(customer: string): Promise<boolean> {
    this.asked?.answer(false);
    return new Promise(resolve => {
      this.set({
        customer,
        answer: leave => {
          this.set(undefined);
          resolve(leave);
        }
      });
    });
  }

  get open(): Question | undefined {
    return this.asked;
  }

  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private set(question: Question | undefined): void {
    this.asked = question;
    for (const listener of this.listeners) listener();
  }
}
