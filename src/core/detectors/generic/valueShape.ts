/** Whether a value that stands beside a telling name is a secret: by what it looks like. Only regular expressions on short texts. */

/** Looked up elsewhere when the program runs: environments, vaults, templates, variables. */
const LOOKED_UP =
  /\$\{|\$\(|\{\{|<%|%\(|#\{|@\{|^["']?\$[A-Za-z_]|%[A-Za-z_]+%|^\{[\w.:-]*\}$|^<[^>]{0,80}>?$|^\[[^\]]{0,80}\]$|process\.env|os\.environ|getenv|\bENV\[|import\.meta|^(?:env|config|conf|settings|secrets?|vars?|local|data|module|params|props|args|opts|options|self|this|ctx|req|request|ssm|vault|op|ref\+\w+|arn|projects|secretsmanager|keyvault|file|bao|akv)(?:[:.[]|->)/i;
/** Values which a language or a form has for "none yet", and words of type systems. */
const NO_VALUE =
  /^(?:null|none|nil|undefined|true|false|yes|no|on|off|empty|blank|n\/?a|string|str|int(?:eger)?|bool(?:ean)?|bytes?|text|object|any|number|void|char|varchar|optional|required|default|unset|missing|unknown|auto|self|this|var|let|const|new|return|function|async|await|type|interface|class)$/i;
/** What people write where the secret would stand. */
const STAND_IN =
  /^(?:.{0,4}(?:pass(?:word|wd|phrase|code)?|passwort|pwd|secret|token|key|api[_-]?key|credentials?|login|user(?:name)?|admin|root|guest|test(?:ing|er)?|tests?|foo(?:bar)?|bar|baz|qux|demo|sample|value|hidden|masked|redacted|censored|private|public|bearer|basic|none).{0,4})$|change[_-]?(?:me|it|this)|^[x*.#_-]+$|x{4}|\*{3}|^\.{2}|…|your|example|placeholder|dummy|replace|insert|enter[_-]|provide|some[_-]?(?:thing|pass|secret|token|key)|my[_-]?(?:pass|secret|token|key|api)|(?:fake|mock|test|dummy|sample|invalid|wrong|bad|expired)[_-]?(?:pass|secret|token|key|value|api)|todo|fixme|redacted|lorem|not[_-]?(?:a|the|set)[_-]?|^(?:0+|1+|123+4*5*6*7*8*9*0*|abc+d*e*f*(?:123)?|qwerty|asdf\w{0,6}|foo\w{0,6}|bar)$/i;
/** Code: calls, member access, operators, format strings. */
const CODE =
  /^[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)+(?:\(.*)?$|^[A-Za-z_$][\w$.]*[([].*$|^(?:new|await|typeof|lambda|function)\b|[{}]|=>|\|\||&&|\+=|^[!&*]\w+$|%[sdv]|\\[dws]/;
const PATH =
  /^(?:\.{0,2}\/[\w.@~/-]*|[A-Za-z]:\\.*|~\/.*|[\w.-]+\/[\w./-]*\.[a-z]{1,5}|.*\.(?:pem|key|crt|cer|p12|pfx|jks|json|ya?ml|txt|env|html?|js|ts|py|rb|go|java|php|cs|properties|xml|md|png|svg))$/i;
const ADDRESS =
  /^(?:https?|wss?|ftp|file|urn|tcp|amqp|jdbc|s3|gs):|^[\w.+-]+@[\w-]+\.[\w.]+$|^(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev)(?:[:/].*)?$/i;
/** `~1.3.0`, `#add-password`, `.login-token`: a version, a selector. */
const VERSION_OR_SELECTOR = /^[~^<>=v]{0,2}\d+\.\d+(?:\.[\w.+-]+)?$|^[#.][a-z][a-z_-]*$|^--?[a-z-]+$/i;
/** Written words of other scripts: texts of a user interface. */
const OTHER_SCRIPT = /[\u0370-\u1fff\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]{2}/;
const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const DATE_OR_NUMBER = /^[+-]?[\d.,:_/-]+(?:ms|s|m|h|d|px|em|kb|mb|gb|%)?$|^\d{4}-\d\d-\d\dT/i;

/** Never a secret, whatever the name beside it says. */
export const isNoSecret = (value: string): boolean =>
  LOOKED_UP.test(value) ||
  NO_VALUE.test(value) ||
  STAND_IN.test(value) ||
  CODE.test(value) ||
  PATH.test(value) ||
  ADDRESS.test(value) ||
  VERSION_OR_SELECTOR.test(value) ||
  OTHER_SCRIPT.test(value) ||
  onlyFew(value);

/** One or two characters over and over. */
const onlyFew = (value: string): boolean => new Set(value).size <= 2 && value.length > 2;

export type Strength = 'password' | 'key';

/**
 * A password is short and made by people, so digits among letters or signs are enough; a key is long and random.
 * `quoted`: a literal of a program; bare words are more often names of something.
 */
export function isPlausible(value: string, strength: Strength, quoted: boolean): boolean {
  if (isNoSecret(value)) return false;
  return strength === 'password' ? isPassword(value, quoted) : isKey(value);
}

function isPassword(value: string, quoted: boolean): boolean {
  if (value.length < 5 || value.length > 128 || /\s/.test(value)) return false;
  if (UUID.test(value)) return true;
  const digit = /\d/.test(value);
  const sign = /[^A-Za-z0-9_.\-/: ]/.test(value);
  if (!/[A-Za-z]/.test(value)) return sign || (quoted && /^\d{6,12}$/.test(value));
  if (digit || sign) return !isNameWithNumber(value) || sign;
  return quoted && isJumbled(value);
}

function isKey(value: string): boolean {
  if (value.length < 10 || /\s/.test(value) || DATE_OR_NUMBER.test(value)) return false;
  if (UUID.test(value)) return true;
  const digits = value.replace(/\D/g, '').length;
  const letters = value.replace(/[^A-Za-z]/g, '').length;
  if (digits < 2 || letters < 2) return value.length >= 20 && isJumbled(value) && !value.includes('.');
  return !isWords(value) && new Set(value).size >= Math.min(8, value.length / 2);
}

/** Words joined by signs or capitals, at most with a number at the end: a name of something, as in `access-token-v2`. */
function isWords(value: string): boolean {
  const words = value.split(/[\s_.:/-]+|(?<=[a-z])(?=[A-Z])/).filter((word) => word !== '');
  return (
    words.every((word) => /^(?:[A-Za-z]?[a-z]{1,14}|[A-Z]{1,14})\d{0,3}$|^v?\d{1,4}$/.test(word) && !isJumbled(word)) &&
    value.length / words.length <= 14
  );
}

const isNameWithNumber = (value: string): boolean => /^[a-z]+[_.-][a-z_.-]+\d{0,2}$|^[A-Z]+_[A-Z_]+\d{0,2}$/.test(value);

/** Letters in an order in which no language puts them: runs of consonants, capitals in the middle again and again. */
function isJumbled(value: string): boolean {
  const letters = value.replace(/[^A-Za-z]/g, '');
  if (letters.length < 6) return false;
  const consonants = letters.match(/[bcdfghjklmnpqrstvwxz]{4,}/gi)?.join('').length ?? 0;
  const flips = letters.match(/[a-z][A-Z]|[A-Z][A-Z][a-z]/g)?.length ?? 0;
  return consonants / letters.length > 0.3 || flips / letters.length > 0.22;
}
