import { MODEL } from './model.data.ts';

/**
 * The probability that a candidate is a secret, by gradient-boosted trees over `FEATURES` (`scripts/train/generic.ts`); 0 where it is
 * certain to be below `least`, 1 where it is certain to be above `enough`. A tree is a list of numbers: a leaf is -1 and its value; a node is a feature, a threshold and where its
 * right branch begins, and its left branch follows.
 */
export function probability(features: readonly number[], least: number, enough: number): number {
  const { numbers, starts, most, fewest } = (forest ??= plant());
  const needed = logit(least) - MODEL.bias;
  const sufficient = logit(enough) - MODEL.bias;
  let score = 0;
  for (let tree = 0; tree < starts.length; tree++) {
    // Most candidates are far from the line, and what the other trees can say no longer matters.
    if (score + most[tree]! < needed) return 0;
    if (score + fewest[tree]! > sufficient) return 1;
    const start = starts[tree]!;
    let at = start;
    for (let feature = numbers[at]!; feature >= 0; feature = numbers[at]!)
      at = features[feature]! <= numbers[at + 1]! ? at + 3 : start + numbers[at + 2]!;
    score += numbers[at + 1]!;
  }
  return 1 / (1 + Math.exp(-score - MODEL.bias));
}

interface Forest {
  /** The trees one behind the other, and where each begins. */
  readonly numbers: Float64Array;
  readonly starts: readonly number[];
  /** The most, and the least, that this tree and those behind it can add. */
  readonly most: Float64Array;
  readonly fewest: Float64Array;
}

const logit = (probability: number): number => Math.log(probability / (1 - probability));

let forest: Forest | undefined;

function plant(): Forest {
  // Those that say most come first, so that few are needed.
  const trees = MODEL.trees.toSorted((a, b) => range(b) - range(a));
  const starts: number[] = [];
  let length = 0;
  for (const tree of trees) {
    starts.push(length);
    length += tree.length;
  }
  const most = new Float64Array(trees.length + 1);
  const fewest = new Float64Array(trees.length + 1);
  for (let i = trees.length - 1; i >= 0; i--) {
    most[i] = most[i + 1]! + Math.max(...leaves(trees[i]!));
    fewest[i] = fewest[i + 1]! + Math.min(...leaves(trees[i]!));
  }
  return { numbers: Float64Array.from(trees.flat()), starts, most, fewest };
}

function leaves(tree: readonly number[]): number[] {
  const values: number[] = [];
  for (let at = 0; at < tree.length; at += tree[at]! < 0 ? 2 : 3) if (tree[at]! < 0) values.push(tree[at + 1]!);
  return values;
}

const range = (tree: readonly number[]): number => Math.max(...leaves(tree)) - Math.min(...leaves(tree));
