import { MODEL } from './model.data.ts';

/**
 * The probability that a candidate is a secret, by gradient-boosted trees over `FEATURES` (`scripts/train/generic.ts`).
 * A tree is a flat list of nodes, four numbers each: feature (-1 for a leaf), threshold or leaf value, left child, right child.
 */
export function probability(features: readonly number[]): number {
  let score = MODEL.bias;
  for (const tree of MODEL.trees) {
    let node = 0;
    while (tree[node]! >= 0) node = 4 * (features[tree[node]!]! <= tree[node + 1]! ? tree[node + 2]! : tree[node + 3]!);
    score += tree[node + 1]!;
  }
  return 1 / (1 + Math.exp(-score));
}
