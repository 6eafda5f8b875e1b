import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createUnifiedTheme,
  genPageTheme,
  palettes,
  shapes,
  UnifiedThemeProvider,
} from '@backstage/theme';
import DarkIcon from '@material-ui/icons/Brightness2';
import LightIcon from '@material-ui/icons/WbSunny';

const pageTheme = Object.fromEntries(
  [
    'home',
    'documentation',
    'tool',
    'service',
    'website',
    'library',
    'other',
    'app',
    'apis',
    'card',
  ].map(name => [
    name,
    genPageTheme({ colors: ['#0c4a6e', '#075985'], shape: shapes.wave }),
  ]),
);

const variants = {
  light: createUnifiedTheme({
    palette: {
      ...palettes.light,
      navigation: {
        ...palettes.light.navigation,
        background: '#0b1f33',
        indicator: '#38bdf8',
      },
    },
    defaultPageTheme: 'home',
    pageTheme,
  }),
  dark: createUnifiedTheme({
    palette: {
      ...palettes.dark,
      navigation: {
        ...palettes.dark.navigation,
        background: '#0b1f33',
        indicator: '#38bdf8',
      },
    },
    defaultPageTheme: 'home',
    pageTheme,
  }),
};

const themes = (['light', 'dark'] as const).map(variant =>
  ThemeBlueprint.make({
    name: variant,
    params: {
      theme: {
        id: variant,
        title: variant === 'light' ? 'Light' : 'Dark',
        variant,
        icon: variant === 'light' ? <LightIcon /> : <DarkIcon />,
        Provider: ({ children }) => (
          <UnifiedThemeProvider theme={variants[variant]} children={children} />
        ),
      },
    },
  }),
);

/** Light and dark, in Fairway's colours. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: themes,
});
