import { isWord } from './generic/language.ts';

/** What a lexicon knows of one word of a sentence. */
export type WordKind = 'given' | 'family' | 'place' | 'institution' | 'thing' | 'role' | 'common' | 'unknown';

/** Looks a capitalised word up. */
export type KindOf = (word: string) => WordKind;

/** A person's name in a sentence, UTF-16 offsets. */
export interface NameSpan {
  readonly from: number;
  readonly to: number;
}

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly kind: WordKind;
}

/** Capitalised words in a row, with initials and the small words of Romance, Dutch, German and Arabic surnames between them. */
const RUN =
  /(?<![\p{L}\d_@#$/.’'-])(?:\p{Lu}[\p{L}’'-]{1,30}|\p{Lu}\.?)(?: (?:(?:d[aeio]|del|dos|du|van|von|der|den|ten|ter|bin|al|la|le|y|zu) ){0,2}(?:\p{Lu}[\p{L}’'-]{1,30}|\p{Lu}(?:\.|(?=[ ,]))))*(?![\p{L}\d_@])/gu;

/** What comes before somebody who is named. */
const INTRODUCED =
  /\b(?:(?:first |last |full |sur|user)?name(?:’s|'s|s)?(?: is|:| was)|your (?:last |first )?name\?|(?:him|her|me|them|was|is|user:|i(?:’|')m|i am) (?:named |called )?|call(?:s|ed)? me|sincerely,?|regards,?|thanks,|cheers,|dear|hi|hello|hey|(?:spoke|talk(?:s|ed)?|speak) (?:to|with)|met(?: with)?|married(?: to)?|said|says|starring|wife|husband|son|daughter|brother|sister|mother|father)\s{1,2}$/iu;
/** After these even a word of the language is a name. */
const NAMED = /\b(?:my|his|her|their|maiden|last|first|sur|full|middle) ?(?:last |first |full |maiden )?name(?: is|’s|'s|:) $/iu;
/** Also what comes before a thing: enough for a name of two words. */
const CREDITED =
  /\b(?:by|named|called|nicknamed|author:?|from:|to:|cc:|attn:?|contact:?|asked|told|ask|tell|under|name:?|featuring|starring|with|as|,|and)\s{1,2}$/iu;

/** What only people do or have. */
const PERSONAL =
  /^(?:(?:’s|')?s? (?:wife|husband|son|daughter|brother|sister|mother|father|family|parents?|widow|kids?|house|birthday|death|life|career)\b|,? (?:was|is) (?:from|born|married|survived|educated|raised|buried)\b|,? (?:said|says|told|tells|asked|asks|replied|explained|wrote|writes|lives|lived|died|married|retired|thinks|believes|shouted|joined|attended|claims|began|resigned|graduated|grew up)\b| \((?:born|née|nee|b\. ?\d|c?\. ?\d{4}|\d{4} ?[-–])|,? (?:himself|herself)\b| (?:Jr|Sr)\.)/u;
/** After these a capitalised word is a place or a thing. */
const PLACED =
  /\b(?:in|at|from|near|of|to|into|throughout|through|around|outside|the|an?|toward|towards|across|via|rue|rua|via|calle|avenida|avda\.?|ul\.?|plaza|st\.?|\d{1,5}[a-z]?) $/iu;
/** Behind a name these make it the name of something that bears it. */
const BEARER =
  /^(?:'s|’s)? ?(?:and (?:Sons|Co|Associates|Partners|Brothers)\b|& |Inc\b|Ltd\b|LLC\b|Corp\b|GmbH\b|AG\b|plc\b|Group\b|[A-Z][a-z]+ (?:School|College|University|Church|Railway|Railroad)\b)/u;

const TITLE =
  /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lady|Lord|Madame|Monsieur|Herr|Frau|Señor|Señora|Senator|Judge|Justice|Captain|Capt|Colonel|Col|Major|General|Gen|Lieutenant|Lt|Sergeant|Sgt|Father|Sister|Rabbi|Bishop|Archbishop|Pope|Saint|King|Queen|Prince|Princess|Emperor|President|Chairman|Secretary|Governor|Mayor|Coach)\.?$/;

/** `Dr`, `Captain`, `Señora`: a person's name follows. */
export const isTitle = (word: string): boolean => TITLE.test(word);

/**
 * Names of persons by rules that a reader would give: somebody is introduced, addressed by a title, does what people do, or bears a
 * known given or family name beside words that are no English ones.
 */
export function personsByRule(sentence: string, kindOf: KindOf): NameSpan[] {
  const spans: NameSpan[] = [];
  for (const run of sentence.matchAll(RUN)) {
    const words = wordsOf(run[0], run.index, kindOf);
    const span = nameIn(sentence, words);
    if (span) spans.push(span);
  }
  return spans;
}

function wordsOf(run: string, at: number, kindOf: KindOf): Word[] {
  return [...run.matchAll(/\S+/g)].map(({ index, 0: text }) => {
    const bare = text.replace(/(?:['’]s|['’])$/, '');
    return { text: bare, from: at + index, to: at + index + bare.length, kind: kindOf(bare) };
  });
}

const isInitial = ({ text }: Word): boolean => /^\p{Lu}\.?$/u.test(text);
const isParticle = ({ text }: Word): boolean => /^\p{Ll}/u.test(text);
const isShouted = ({ text }: Word): boolean => text.length > 2 && text === text.toUpperCase();

function nameIn(sentence: string, run: readonly Word[]): NameSpan | undefined {
  let words = [...run];
  let titled = false;
  // `President Obama`, `The singer Adele`, `Yesterday John`: what stands before the name is not part of it.
  while (words.length > 0 && (isTitle(words[0]!.text) || words[0]!.kind === 'role')) {
    titled = true;
    words = words.slice(1);
  }
  while (words.length > 1 && words[0]!.kind === 'common' && !isInitial(words[0]!)) words = words.slice(1);
  if (words.length === 0 || words.some(isShouted) || words.some(({ kind }) => kind === 'institution' || kind === 'thing')) return undefined;
  const first = words[0]!;
  const last = words.at(-1)!;
  const before = sentence.slice(Math.max(0, first.from - 40), titled ? run[0]!.from : first.from);
  const after = sentence.slice(last.to, last.to + 40);
  if (BEARER.test(after)) return undefined;
  const span = { from: first.from, to: last.to };
  const solid = words.filter((word) => !isInitial(word) && !isParticle(word));
  if (solid.length === 0) return undefined;
  const strange = solid.filter(({ kind }) => kind === 'unknown').length;
  const known = solid.filter(({ kind }) => kind === 'given' || kind === 'family').length;
  const introduced = INTRODUCED.test(before);
  const personal = PERSONAL.test(after);
  if (titled && known + strange === solid.length) return span;
  if (isQuoted(before, after)) return undefined;
  if (solid.length === 1) {
    const { kind, text } = solid[0]!;
    if (NAMED.test(before) && kind !== 'role') return span;
    // `Alice: Who are you?`, as in minutes and plays.
    if (kind === 'given' && words.length === 1 && before === '' && /^: ?["“«\p{Lu}]/u.test(after)) return span;
    if (words.length > 1) return known + strange === 1 && !(strange === 1 && /^[AIO]$/.test(first.text)) ? span : undefined;
    return (kind === 'given' || kind === 'family' || (kind === 'unknown' && !ROMAN.test(text))) && (introduced || personal)
      ? span
      : undefined;
  }
  if (solid.length > 4 || solid.some(({ kind }) => kind === 'place')) return undefined;
  if (introduced || personal) return known + strange > 0 && first.kind !== 'common' ? span : undefined;
  if (known + strange < solid.length) return undefined;
  if (PLACED.test(before) && !(SURNAME.test(last.text) && /\b(?:to|of|from|by|the|an?) $/i.test(before))) return undefined;
  if (known > 0 || solid.length < words.length) return span;
  // Nobody knows a word of it: a name if it ends like one, or in letters that English has not.
  if (!/^[\p{Script=Latin}.’' -]+$/u.test(sentence.slice(first.from, last.to))) return undefined;
  return SURNAME.test(last.text) || (CREDITED.test(before) && !SIMPLE_WORD.test(last.text)) || /[^\x00-\x7f’]/.test(first.text + last.text)
    ? span
    : undefined;
}

const isQuoted = (before: string, after: string): boolean => /["“«] ?$/.test(before) && /^ ?["”»]/.test(after);
const ROMAN = /^[IVX]+$/;
/** Endings of English words that are no names. */
const SIMPLE_WORD = /(?:ing|ed|tion|ness|ment|ship|ity|ies|al|ous|ive|ful|ics)$/i;
/** Endings of surnames in the languages of Europe and its neighbours. */
const SURNAME =
  /(?:..ova?|..eva?|sk[iy]|ska|ck[iy]|cka|czyk|enko|[cč]uk|[iv]i[cćč]|sen|s?son|sson|dottir|mann?|berg|stein|feld|bach|baum|heim|hauser|meyer|maier|inger|ez|ini|elli|etti|ello|ucci|escu|eanu|oglu|oğlu|[yi]an|idis|poulos|akis|inen|qvist|quist|str[oö]m|gren|lund|dahl|gaard|strand|veld|huis|stra|eau|ault|oux|inho|shvili|adze|awa|moto|mura|yama|worth|ley|kins)$/i;

/** Behind a name, or in it, these say that it is the name of a thing. */
const THING =
  /^(?:academy|act|air|airport|arena|award|awards|band|bank|base|bay|bend|boulevard|bridge|brigade|building|camp|campaign|canal|casino|castle|cathedral|center|centre|championship|church|city|club|college|company|convention|corps|county|court|creek|cup|cups|dam|department|diocese|dock|drive|family|festival|field|force|foundation|fund|games|gardens|glacier|group|gym|hall|high|highway|hill|hospital|hotel|house|institute|investments|island|junction|lake|lane|law|league|leagues|laws|championships|movement|empire|science|sciences|biology|conferences|strasse|straße|turnpike|harbor|bypass|summit|pass|union|party|partido|gmbh|library|line|lodge|mall|market|medal|memorial|mill|mountain|museum|music|novel|olympics|orchestra|palace|park|prison|prize|railroad|railway|ranch|range|regiment|research|reservoir|ridge|river|road|school|society|square|stadium|station|store|stores|story|street|studio|studios|symphony|team|terrace|theater|theatre|tower|township|tribune|trophy|university|valley|village|ward|way|windows|works)$/i;

/** Whether a span that was taken for a person is one: not a title alone, and not a part of the name of a thing or a place. */
export function isPersonAfterAll(sentence: string, { from, to }: NameSpan, kindOf: KindOf): boolean {
  const words = wordsOf(sentence.slice(from, to), from, kindOf);
  const last = words.at(-1);
  if (!last || words.every(({ text, kind }) => isTitle(text) || kind === 'role' || kind === 'place' || /^\p{Lu}{2,3}$/u.test(text)))
    return false;
  const before = sentence.slice(Math.max(0, from - 40), from);
  const after = sentence.slice(to, to + 40);
  const next = /^(?:['’]s)?[ -](\p{Lu}[\p{L}]*)/u.exec(after)?.[1];
  if (words.some(({ text }) => THING.test(text)) || (next !== undefined && (THING.test(next) || kindOf(next) === 'thing'))) return false;
  if (BEARER.test(after) || /^ \d/.test(after) || /\b(?:ul|rua|rúa|rue|via|calle|avenida|boulevard|\d{1,5}[A-Za-z]?)\.? $/i.test(before))
    return false;
  if (isQuoted(before, after)) return false;
  if (words.length > 1) return !['place', 'institution'].includes(kindOf(sentence.slice(words[0]!.from, last.to)));
  if (/^\p{Lu}\p{L}+-\p{Lu}/u.test(last.text) && kindOf(last.text.split('-')[0]!) !== 'given') return false;
  if (PERSONAL.test(after)) return true;
  // `Skip the rest`: a verb that begins a sentence.
  if (before.trim() === '' && isWord(last.text.toLowerCase()) && !/^[,:!]/.test(after)) return false;
  return (
    !/(?:\b(?:in|at|from|near|throughout|through|around|outside|the|The|city of|County of)) $/.test(before) &&
    !isBehindPlace(before, kindOf)
  );
}

/** `Dallas, Houston`: the second of two places. */
function isBehindPlace(before: string, kindOf: KindOf): boolean {
  const word = /(\p{Lu}\p{L}+), $/u.exec(before)?.[1];
  return word !== undefined && kindOf(word) === 'place';
}
