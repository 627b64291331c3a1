/** A body that cannot be read; the message is for the user and holds nothing of it. */
export class UnreadableBody extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'UnreadableBody';
  }
}
