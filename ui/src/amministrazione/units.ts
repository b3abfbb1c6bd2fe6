import type { UnitaAmministrataFragment } from '~/gql/graphql';

/** A unit, as the tree has it. */
export type Unit = UnitaAmministrataFragment;

/** A unit with those below it. */
export interface Branch {
  unit: Unit;
  below: Branch[];
}

/** The tree from one unit downwards, each level in the order of the list; nothing when the unit is not in the list. */
export function treeFrom(units: readonly Unit[], root: string): Branch | null {
  const children = new Map<string, Unit[]>();
  for (const unit of units) {
    if (unit.padre === null) continue;
    const siblings = children.get(unit.padre.id);
    if (siblings) siblings.push(unit);
    else children.set(unit.padre.id, [unit]);
  }
  // A unit stands in one place only: a circle is met once.
  const met = new Set<string>();
  const branch = (unit: Unit): Branch => {
    met.add(unit.id);
    const below = (children.get(unit.id) ?? []).filter(({ id }) => !met.has(id)).map(branch);
    return { unit, below };
  };
  const top = units.find(({ id }) => id === root);
  return top ? branch(top) : null;
}

/** The units of a tree, each before those below it. */
export function unitsOf(tree: Branch | null): Unit[] {
  return tree === null ? [] : [tree.unit, ...tree.below.flatMap(unitsOf)];
}

/** The tree without units that have ceased; what stands below one has ceased before it. */
export function existing({ unit, below }: Branch): Branch {
  return { unit, below: below.filter((branch) => !branch.unit.cessata).map(existing) };
}
