import { MODEL } from './model.data.ts';

/**
 * The probability that a candidate is a secret, by gradient-boosted trees over `FEATURES` (`scripts/train/generic.ts`). A tree is a list
 * of numbers: a leaf is -1 and its value; a node is a feature, a threshold and where its right branch begins, and its left branch follows.
 *
 * Following a tree from node to node is a guess for the processor at each. So all trees are asked at once, feature by feature: each
 * node whose threshold the feature exceeds takes the leaves to its left from its tree, and what is left of a tree begins with its leaf
 * (QuickScorer: Lucchese et al., SIGIR 2015).
 */
export function probability(features: readonly number[]): number {
  const { starts, thresholds, trees, masks, left, values } = (forest ??= plant());
  left.fill(-1);
  for (let feature = 0; feature < starts.length - 1; feature++) {
    const value = features[feature]!;
    const end = starts[feature + 1]!;
    for (let node = starts[feature]!; node < end && !(value <= thresholds[node]!); node++) left[trees[node]!]! &= masks[node]!;
  }
  let score = MODEL.bias;
  // The lowest bit that is set.
  for (let tree = 0; tree < left.length; tree++) score += values[32 * tree + 31 - Math.clz32(left[tree]! & -left[tree]!)]!;
  return 1 / (1 + Math.exp(-score));
}

/** The nodes of all trees by their feature, and then by their threshold. */
interface Forest {
  /** Where the nodes of each feature begin, and where the last one ends. */
  readonly starts: Uint16Array;
  readonly thresholds: Float64Array;
  readonly trees: Uint16Array;
  /** All leaves but those to the left of a node. */
  readonly masks: Int32Array;
  /** For each tree the leaves that are left: written anew each time. */
  readonly left: Int32Array;
  /** The values of the leaves, 32 places for each tree. */
  readonly values: Float64Array;
}

let forest: Forest | undefined;

interface Node {
  readonly feature: number;
  readonly threshold: number;
  readonly tree: number;
  readonly mask: number;
}

function plant(): Forest {
  const nodes: Node[] = [];
  const values = new Float64Array(32 * MODEL.trees.length);
  MODEL.trees.forEach((numbers, tree) => {
    let leaves = 0;
    const grow = (at: number): void => {
      const feature = numbers[at]!;
      if (feature < 0) {
        if (leaves === 32) throw new Error('a tree of the model has more than 32 leaves');
        values[32 * tree + leaves++] = numbers[at + 1]!;
        return;
      }
      const first = leaves;
      grow(at + 3);
      const mask = ~bits(first, leaves);
      nodes.push({ feature, threshold: numbers[at + 1]!, tree, mask });
      grow(numbers[at + 2]!);
    };
    grow(0);
  });
  nodes.sort((a, b) => a.feature - b.feature || a.threshold - b.threshold);
  const features = (nodes.at(-1)?.feature ?? -1) + 1;
  return {
    starts: Uint16Array.from({ length: features + 1 }, (_, feature) => nodes.filter((node) => node.feature < feature).length),
    thresholds: Float64Array.from(nodes, ({ threshold }) => threshold),
    trees: Uint16Array.from(nodes, ({ tree }) => tree),
    masks: Int32Array.from(nodes, ({ mask }) => mask),
    left: new Int32Array(MODEL.trees.length),
    values,
  };
}

/** The bits from one to before another, at most 31 of them. */
const bits = (from: number, to: number): number => ((1 << (to - from)) - 1) << from;
