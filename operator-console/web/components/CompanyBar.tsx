/** Colleagues who have the same dialogue open: so that two do not do one thing. */
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import { company as texts } from '../texts/company.ts';
import { Icon } from './Icon.tsx';

export const CompanyBar = () => {
  const others = useConsole().company.others.value;
  // Who writes is named before who only looks.
  const [first, ...rest] = [...others].sort((a, b) => Number(b.writes !== null) - Number(a.writes !== null));
  return (
    <div class={first ? 'company' : 'company vh'}>
      {first && <Icon name="eye" small />}
      <span>
        <span role="status">
          {first && (
            <>
              <b>
                <bdi>{tameLine(first.name)}</bdi>
              </b>
              {texts.opened(rest.length)}
            </>
          )}
        </span>
        {/* Outside the announced part: it comes and goes with every pause. */}
        {first?.writes && texts.writes[first.writes]}
      </span>
    </div>
  );
};
