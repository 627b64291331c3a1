import { isRemotePath } from '../guard/commandReach.ts';
import { isPathName, isPlaceName } from '../guard/toolCall.ts';

/** Reads the arguments of a tool for files as they come, to learn as early as possible which file they are about. */
export class PathWatch {
  /** The path of a local file has been read. */
  local = false;
  private readonly open: string[] = [];
  private inString = false;
  private escaped = false;
  private isName = false;
  private awaitsName = false;
  private name = '';
  private token = '';

  /**
   * Reads on, up to the end or to the first thing that says something: `local` has become true, or the call is about a place that is
   * not this machine. Returns how far it has read, and in the second case that.
   */
  read(text: string, from: number): { readonly at: number; readonly remote: boolean } {
    const known = this.local;
    for (let at = from; at < text.length; at++) {
      const remote = this.step(text.charAt(at));
      if (remote || this.local !== known) return { at: at + 1, remote };
    }
    return { at: text.length, remote: false };
  }

  private step(char: string): boolean {
    if (this.inString) return this.stepString(char);
    switch (char) {
      case '"':
        this.inString = true;
        this.isName = this.awaitsName;
        this.token = '';
        break;
      case '{':
      case '[':
        this.open.push(char);
        this.awaitsName = char === '{';
        break;
      case '}':
      case ']':
        this.open.pop();
        this.awaitsName = false;
        break;
      case ',':
        this.awaitsName = this.open.at(-1) === '{';
    }
    return false;
  }

  private stepString(char: string): boolean {
    if (this.escaped || char !== '"') {
      this.escaped = !this.escaped && char === '\\';
      if (!this.isName && !isPathName(this.name)) return false;
      this.token += char;
      return this.token.length > LONGEST;
    }
    this.inString = false;
    const text = decoded(this.token);
    if (this.isName) {
      this.awaitsName = false;
      this.name = text;
      return isPlaceName(text);
    }
    if (!isPathName(this.name)) return false;
    if (isRemotePath(text)) return true;
    if (this.open.length === 1) this.local = true;
    return false;
  }
}

/** No path and no name is longer; what is can be anything. */
const LONGEST = 8192;

function decoded(token: string): string {
  try {
    return JSON.parse(`"${token}"`) as string;
  } catch {
    return token;
  }
}
