import {
  Content,
  ContentHeader,
  InfoCard,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import {
  configApiRef,
  useApi,
  type IdentityApi,
  type SignInPageProps,
} from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { ForgeSignIn } from './ForgeSignIn';
import { chosenPerson, readPeople } from './people';

const STORAGE_KEY = 'fairway.sign-in.person';

/**
 * Who do you want to be? The demo people of the dev world, one click each. With
 * `fairway.signIn.as` in the configuration the page goes straight on.
 */
export const DeveloperSignInPage = (props: SignInPageProps) => {
  const config = useApi(configApiRef);
  const people = readPeople(config);
  const [person, setPerson] = useState(() =>
    chosenPerson(people, {
      configured: config.getOptionalString('fairway.signIn.as'),
      remembered: sessionStorage.getItem(STORAGE_KEY) ?? undefined,
    }),
  );

  if (person) {
    return (
      <ProxiedSignInPage
        provider="developer"
        headers={{ 'x-fairway-person': person }}
        onSignInSuccess={identity =>
          props.onSignInSuccess(forgetOnSignOut(identity))
        }
      />
    );
  }

  const choose = (name: string) => {
    sessionStorage.setItem(STORAGE_KEY, name);
    setPerson(name);
  };
  return (
    <Page themeId="home">
      <Content>
        <ContentHeader
          title="Sign in to Fairway"
          description="A development portal: choose who you want to be."
        />
        <Grid
          container
          component="ul"
          style={{ listStyle: 'none', padding: 0 }}
        >
          {people.map(({ name, title, description }) => (
            <Grid item component="li" xs={12} sm={6} md={4} key={name}>
              <InfoCard
                title={title}
                actions={
                  <Button
                    color="primary"
                    variant="outlined"
                    onClick={() => choose(name)}
                  >
                    Sign in as {title}
                  </Button>
                }
              >
                <Typography variant="body1">{description}</Typography>
              </InfoCard>
            </Grid>
          ))}
          {config.getOptionalBoolean('fairway.signIn.forge') && (
            <Grid item component="li" xs={12} sm={6} md={4}>
              <ForgeSignIn {...props} />
            </Grid>
          )}
        </Grid>
      </Content>
    </Page>
  );
};

function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    getProfileInfo: () => identity.getProfileInfo(),
    signOut: async () => {
      sessionStorage.removeItem(STORAGE_KEY);
      await identity.signOut();
      window.location.assign('/');
    },
  };
}
