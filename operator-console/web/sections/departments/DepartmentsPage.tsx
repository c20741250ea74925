/** Departments with their people, and the organisation's facts. To be looked at: the facts live in `organisation.yml`. */
import type { OrganisationView } from '../../../contract.ts';
import { Icon } from '../../components/Icon.tsx';
import { Page, PageSkeleton, PageTrouble } from '../../components/Page.tsx';
import { tameLine } from '../../names.ts';
import { departments as texts } from '../../texts/departments.ts';
import { sectionTitles } from '../../texts/sections.ts';
import { useAnswer } from '../../use-answer.ts';
import { Lines } from './Lines.tsx';

type Department = OrganisationView['departments'][number];

const DepartmentRow = ({ department, view }: { readonly department: Department; readonly view: OrganisationView }) => {
  const categories = view.categories.filter((category) => category.department === department.id);
  return (
    <li class="panel">
      <h3>
        {department.title} {department.expert && <span class="tag">{texts.expert}</span>}
      </h3>
      <dl class="kv">
        <dt>{texts.people}</dt>
        <dd>
          {department.people.length === 0 ? (
            <span class="muted">{texts.nobody}</span>
          ) : (
            department.people.map(({ name, active }) => tameLine(name) + (active ? '' : ` (${texts.off})`)).join(', ')
          )}
        </dd>
        <dt>{texts.categories}</dt>
        <dd>{categories.length === 0 ? texts.noCategories : categories.map(({ title }) => title).join('; ')}</dd>
      </dl>
    </li>
  );
};

const Contacts = ({ view }: { readonly view: OrganisationView }) => (
  <div class="table-box">
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{texts.contact}</th>
          <th scope="col">{texts.value}</th>
          <th scope="col">{texts.checked}</th>
          <th scope="col">{texts.source}</th>
        </tr>
      </thead>
      <tbody>
        {view.contacts.map((contact) => (
          <tr key={contact.id}>
            <th scope="row">{contact.title}</th>
            <td>{contact.value}</td>
            <td>
              {contact.checked === null ? (
                <span class="tag warn">
                  <Icon name="warn" small />
                  {texts.unchecked}
                </span>
              ) : (
                texts.checkedBy(contact.checked, contact.checkedBy)
              )}
            </td>
            <td class="muted">{contact.source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

export const DepartmentsPage = () => {
  const { answer, failed, ask } = useAnswer('organisation:get', {});
  if (failed) return <PageTrouble retry={ask} />;
  if (!answer) return <PageSkeleton />;
  const { view } = answer;
  const unchecked = view.contacts.filter(({ checked }) => checked === null).length;
  return (
    <Page title={sectionTitles.departments}>
      <p class="t2">
        {texts.lead} {texts.zone(view.zone)}
      </p>
      {unchecked > 0 && (
        <p class="note-box warn">
          <Icon name="warn" />
          <span>{texts.demo(unchecked)}</span>
        </p>
      )}
      <h2 class="vh">{sectionTitles.departments}</h2>
      <ul class="panels">
        {view.departments.map((department) => (
          <DepartmentRow key={department.id} department={department} view={view} />
        ))}
      </ul>
      <Lines />
      <h2>{texts.contactsTitle}</h2>
      <Contacts view={view} />
    </Page>
  );
};
