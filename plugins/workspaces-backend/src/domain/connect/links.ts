/**
 * The one function that builds links which open an editor in a workspace. Only
 * listed schemes, only the SSH alias and a path: no token can be in any of them.
 */

/** Where an editor shall go. */
export interface LinkTarget {
  /** SSH host alias; a name of ours. */
  alias: string;
  user: string;
  /** Absolute. */
  folder: string;
}

/** A link that opens an editor. */
export interface EditorLink {
  id: string;
  title: string;
  url: string;
}

/** Schemes that a link may have. Nothing else is ever returned. */
const SCHEMES = [
  'vscode:',
  'vscode-insiders:',
  'cursor:',
  'windsurf:',
  'vscodium:',
  'jetbrains-gateway:',
  'zed:',
];

/** Editors of the VS Code family, by scheme. */
const FAMILY: Array<[string, string]> = [
  ['vscode', 'VS Code'],
  ['vscode-insiders', 'VS Code Insiders'],
  ['cursor', 'Cursor'],
  ['windsurf', 'Windsurf'],
  ['vscodium', 'VSCodium'],
];

/** @throws Error if the alias or the folder are not what names of ours can be */
export function editorLinks(target: LinkTarget): EditorLink[] {
  const { alias, user, folder } = target;
  if (!/^[a-z0-9][-a-z0-9.]*$/.test(alias) || !/^[a-z][-a-z0-9]*$/.test(user)) {
    throw new Error(`'${user}@${alias}' is no SSH destination of a workspace`);
  }
  if (!folder.startsWith('/')) {
    throw new Error(`The folder '${folder}' is not absolute`);
  }
  const path = folder.split('/').map(encode).join('/');
  const links = [
    ...FAMILY.map(([id, title]) => ({
      id,
      title,
      url: `${id}://vscode-remote/ssh-remote+${alias}${path}?windowId=_blank`,
    })),
    {
      id: 'jetbrains',
      title: 'JetBrains Gateway',
      url: `jetbrains-gateway://connect#${fragment({
        projectPath: folder,
        host: alias,
        port: '22',
        user,
        type: 'ssh',
        deploy: 'false',
      })}`,
    },
    { id: 'zed', title: 'Zed', url: `zed://ssh/${alias}${path}` },
  ];
  return links.filter(({ url }) => SCHEMES.includes(new URL(url).protocol));
}

function fragment(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .map(([key, value]) => `${key}=${encode(value)}`)
    .join('&');
}

/** Also what `encodeURIComponent` leaves, and an attribute or a shell would not. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
