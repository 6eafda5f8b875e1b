import { behindInWords } from '../versions/behindInWords';
import { distanceOf, type TemplateVersions } from '../versions/changelog';

/** Components that are named before they are counted. */
const NAMED = 10;

/** A component that is behind its template. */
interface Behind {
  entityRef: string;
  title: string;
  version: string;
}

/** What somebody is told of all their components of a template, at least one. */
export function noticeOf(
  template: TemplateVersions & { title: string },
  components: readonly Behind[],
): { title: string; description: string; link: string } {
  const { changelog, version: latest } = template;
  const [one, ...others] = components;
  const howFar = ({ title, version }: Behind) =>
    `${title} is ${behindInWords(distanceOf(changelog, version, latest))}`;
  const at = `${template.title} is at ${latest} now`;
  if (others.length === 0) {
    return {
      title: howFar(one),
      description: `${at}, ${one.title} was made by ${one.version}. Its page opens a pull request that keeps what you changed.`,
      link: `/catalog/${one.entityRef
        .slice('component:'.length)
        .replace('/', '/component/')}`,
    };
  }
  const more = components.length - NAMED;
  const all = [
    ...components.slice(0, NAMED).map(howFar),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  return {
    title: `${components.length} components are behind ${template.title} ${latest}`,
    description: `${at}: ${all.join(
      '; ',
    )}. The page of each opens a pull request that keeps what you changed.`,
    link: '/catalog?filters%5Bkind%5D=component',
  };
}
