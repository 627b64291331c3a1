import { MODEL } from './model.data.ts';

/**
 * The probability that a candidate is a secret, by gradient-boosted trees over `FEATURES` (`scripts/train/generic.ts`).
 * A tree is a list of numbers: a leaf is -1 and its value; a node is a feature, a threshold and where its right branch begins, and its
 * left branch follows.
 */
export function probability(features: readonly number[]): number {
  let score = MODEL.bias;
  for (const tree of MODEL.trees) {
    let at = 0;
    for (let feature = tree[0]!; feature >= 0; feature = tree[at]!) at = features[feature]! <= tree[at + 1]! ? at + 3 : tree[at + 2]!;
    score += tree[at + 1]!;
  }
  return 1 / (1 + Math.exp(-score));
}
