import { entries } from './walk.js';

// A refusal follows from a rule that is written down.
export default function refusals(document) {
  const rules = entries(document, 'x-rules').map(([, rule]) => rule.id);
  return entries(document, 'x-refusals')
    .filter(([, refusal]) => !rules.includes(refusal.rule))
    .map(([path, refusal]) => ({
      path,
      message: `refusal ${refusal.id} quotes the rule ${refusal.rule}, which is not in x-rules`,
    }));
}
