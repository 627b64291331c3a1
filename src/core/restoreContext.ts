/**
 * Where a value must not be put back: wherever showing the text can make a program fetch an address that holds it. Reads the model's
 * text character by character, so it works on streams, and errs on the side of "must not".
 *
 * - bare addresses (`http:`, `https:`, `ftp:`, `ws:`, `mailto:`, `vscode:`, `www.`, and `example.com/`, which some programs make a link of), up to white
 *   space or `<`;
 * - the destination and title of Markdown links and images, `](` … `)`;
 * - the destination of a reference definition, `]:` …;
 * - HTML tags with their attributes, and autolinks `<scheme:…>`.
 *
 * Code blocks are no exception: where one ends is for the renderer to say, and a hostile model would make it disagree.
 */
export class RestoreContext {
  private previous = 0;
  /** The letters just read, at most 8 of them, as in `https`. */
  private word = '';
  /** How far `scheme://` has been read: 0 not at all, 1 `:`, 2 `:/`. */
  private slashes = 0;
  private scheme = '';
  private inAddress = false;
  /** What may be the name of a host, at most 80 characters, with its port. */
  private host = '';
  /** An address of another kind has begun, such as one of a database. */
  private otherScheme = false;
  /** Depth of parentheses of a link's destination, 0 outside. */
  private depth = 0;
  private angled = false;
  private definition: 'no' | 'before' | 'angled' | 'plain' = 'no';
  /** Line breaks since the last character that is no white space. */
  private breaks = 0;
  private tags: Tag[] = [];
  /** `<pre>`, `<!--` and their like have been seen: from here on a blank line ends no tag. */
  private raw = false;
  /** More tags stood open at once than are followed: from here on nothing is put back. */
  private lost = false;

  /** Whether a value may be put where the next character stands. */
  get forbidden(): boolean {
    return this.lost || this.inAddress || this.depth > 0 || this.definition !== 'no' || this.tags.some((tag) => tag.state !== 'name');
  }

  feed(text: string): void {
    for (let at = 0; at < text.length; at++) this.step(text.charCodeAt(at), text.charAt(at));
  }

  private step(code: number, char: string): void {
    const space = isSpace(code);
    // Only spaces and tabs leave a line blank; a form feed does not, although renderers pass over it within links and tags.
    const blank = code === 32 || code === 9 || code === 13;
    this.breaks = code === 10 ? this.breaks + 1 : blank ? this.breaks : 0;
    this.address(code, char, space);
    this.destination(code, space);
    this.referenceDefinition(code, space);
    this.html(code, char, space);
    // A backslash escapes one character, so an escaped backslash escapes nothing.
    this.previous = code === BACKSLASH && this.previous === BACKSLASH ? 0 : code;
  }

  private address(code: number, char: string, space: boolean): void {
    if (space || code === LESS) this.inAddress = this.otherScheme = false;
    if (this.slashes > 0) {
      if (code === SLASH && this.slashes === 2) {
        const fetched = SCHEMES.some((scheme) => this.scheme.endsWith(scheme));
        this.inAddress ||= fetched;
        this.otherScheme ||= !fetched && this.scheme !== '';
      }
      this.slashes = code === SLASH && this.slashes === 1 ? 2 : 0;
    }
    if (code === COLON) {
      this.inAddress ||= BARE_SCHEMES.has(this.word);
      this.scheme = this.word;
      this.slashes = 1;
    }
    if (code === DOT && this.word === 'www') this.inAddress = true;
    if ((code === SLASH || code === QUESTION || code === HASH) && !this.otherScheme && HOST.test(this.host)) this.inAddress = true;
    // In Markdown a dot may be escaped.
    if (code !== BACKSLASH) this.host = isHostCharacter(code) ? (this.host + char).slice(-80) : '';
    this.word = isLetter(code) ? (this.word + char.toLowerCase()).slice(-8) : '';
  }

  private destination(code: number, space: boolean): void {
    if (this.depth === 0) {
      if (code === OPEN && this.previous === CLOSE_BRACKET) {
        this.depth = 1;
        this.angled = false;
      }
      return;
    }
    if (this.breaks >= 2) this.depth = 0;
    else if (this.previous === BACKSLASH && code !== 10) return;
    else if (this.angled) this.angled = code !== GREATER && code !== 10;
    else if (code === LESS && (this.previous === OPEN || isSpace(this.previous))) this.angled = true;
    else if (code === OPEN) this.depth++;
    else if (code === CLOSE && !space) this.depth--;
  }

  private referenceDefinition(code: number, space: boolean): void {
    switch (this.definition) {
      case 'no':
        if (code === COLON && this.previous === CLOSE_BRACKET) {
          this.definition = 'before';
        }
        return;
      case 'before':
        if (this.breaks > 1) this.definition = 'no';
        else if (!space) this.definition = code === LESS ? 'angled' : 'plain';
        return;
      case 'angled':
        // Not at the first `>`: some renderers take a later one for the end.
        if (code === 10) this.definition = 'no';
        return;
      case 'plain':
        if (space) this.definition = 'no';
    }
  }

  private html(code: number, char: string, space: boolean): void {
    // `<!` and `<?` begin blocks that blank lines do not end, and a browser sees them end earlier than Markdown does.
    if (this.previous === LESS && (code === BANG || code === QUESTION)) this.raw = true;
    if (this.tags.length > 0) {
      const nameEnds = space || code === GREATER || code === SLASH;
      if (nameEnds) this.raw ||= this.tags.some((tag) => tag.state === 'name' && RAW_TAGS.has(tag.name));
      const blankLine = this.breaks >= 2 && !this.raw;
      this.tags = this.tags.filter((tag) => stepTag(tag, code, char, space) && !(blankLine && tag.quote === 0));
    }
    // Every `<` may open a tag, also inside one: only the renderer knows whether the first was one. So all are followed.
    if (code !== LESS) return;
    if (this.tags.length < MAX_TAGS) this.tags.push({ state: 'name', name: '', quote: 0 });
    else this.lost = true;
  }
}

/** One tag that may be open, read as the HTML standard reads it (https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state). */
interface Tag {
  state: 'name' | 'autolink' | 'beforeName' | 'attributeName' | 'afterName' | 'beforeValue' | 'quoted' | 'unquoted';
  name: string;
  quote: number;
}

/** No honest text leaves so many tags open at once. */
const MAX_TAGS = 32;
const RAW_TAGS = new Set(['pre', 'script', 'style', 'textarea', 'xmp', 'iframe', 'noscript', 'plaintext']);
/** A name that ends in letters (or in letters of other scripts, spelled in ASCII), or four numbers; with a port or not. */
const HOST = /(?:[^.:]\.(?:[^\d.:-]{2,24}|xn--[a-z\d-]{1,59})\.?|\d\.\d{1,3}\.\d{1,3}\.\d{1,3})(?::\d*)?$/;
const SCHEMES = ['http', 'https', 'ftp', 'ftps', 'ws', 'wss', 'file', 'vscode', 'insiders', 'cursor', 'windsurf'];
/** Programs make links of these without slashes too: a click writes a message, or runs what stands there. (`javascript`, of which 8 letters are kept.) */
const BARE_SCHEMES: ReadonlySet<string> = new Set(['mailto', 'sms', 'sip', 'xmpp', 'vbscript', 'vascript']);

/** Advances a tag by one character; false once it has ended or turned out to be none. */
function stepTag(tag: Tag, code: number, char: string, space: boolean): boolean {
  if (tag.state === 'quoted') {
    if (code === tag.quote) {
      tag.quote = 0;
      tag.state = 'beforeName';
    }
    return true;
  }
  if (tag.state === 'name') return stepName(tag, code, char, space);
  if (code === GREATER) return false;
  if (tag.state === 'autolink') return !space;
  if (tag.state === 'beforeValue' && (code === QUOTE || code === APOSTROPHE)) {
    tag.quote = code;
    tag.state = 'quoted';
  } else if (space) {
    if (tag.state === 'unquoted') tag.state = 'beforeName';
    else if (tag.state === 'attributeName') tag.state = 'afterName';
  } else if (code === EQUALS && (tag.state === 'attributeName' || tag.state === 'afterName')) {
    tag.state = 'beforeValue';
  } else if (tag.state === 'beforeValue') {
    tag.state = 'unquoted';
  } else if (tag.state !== 'unquoted') {
    tag.state = code === SLASH ? 'beforeName' : 'attributeName';
  }
  return true;
}

function stepName(tag: Tag, code: number, char: string, space: boolean): boolean {
  if (tag.name === '') {
    if (code === SLASH && tag.state === 'name') return true;
    if (!isLetter(code)) return false;
    tag.name = char.toLowerCase();
    return true;
  }
  if (code === GREATER) return false;
  if (space || code === SLASH) tag.state = 'beforeName';
  else if (code === COLON || code === AT) tag.state = 'autolink';
  else if (tag.name.length < 40) tag.name += char.toLowerCase();
  return true;
}

const BACKSLASH = 92;
const LESS = 60;
const GREATER = 62;
const SLASH = 47;
const COLON = 58;
const DOT = 46;
const OPEN = 40;
const CLOSE = 41;
const CLOSE_BRACKET = 93;
const QUOTE = 34;
const APOSTROPHE = 39;
const EQUALS = 61;
const BANG = 33;
const QUESTION = 63;
const AT = 64;
const HASH = 35;
const DASH = 45;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
/** Also letters of other scripts. */
const isHostCharacter = (code: number): boolean =>
  isLetter(code) || (code >= 48 && code <= 58) || code === DOT || code === DASH || code > 127;
