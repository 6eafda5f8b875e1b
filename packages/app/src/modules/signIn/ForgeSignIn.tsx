import { InfoCard, UserIdentity } from '@backstage/core-components';
import {
  useApi,
  type IdentityApi,
  type SignInPageProps,
} from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useEffect, useState } from 'react';
import { forgeAuthApiRef } from './forgeAuth';

const STORAGE_KEY = 'fairway.sign-in.forge';

type ForgeAuth = typeof forgeAuthApiRef.T;

/** Somebody's identity, if they are signed in with the forge, or sign in when asked. */
async function identityFrom(
  auth: ForgeAuth,
  options: { optional?: boolean; instantPopup?: boolean },
): Promise<IdentityApi | undefined> {
  const response = await auth.getBackstageIdentity(options);
  return (
    response &&
    UserIdentity.create({ identity: response.identity, authApi: auth })
  );
}

/** A card that signs in with an account on the forge; a tab that did so stays signed in. */
export const ForgeSignIn = ({ onSignInSuccess }: SignInPageProps) => {
  const auth = useApi(forgeAuthApiRef);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    if (sessionStorage.getItem(STORAGE_KEY) === null) {
      return;
    }
    identityFrom(auth, { optional: true }).then(
      identity => identity && onSignInSuccess(identity),
      () => sessionStorage.removeItem(STORAGE_KEY),
    );
  }, [auth, onSignInSuccess]);

  const signIn = async () => {
    setProblem(undefined);
    try {
      const identity = await identityFrom(auth, { instantPopup: true });
      if (identity) {
        sessionStorage.setItem(STORAGE_KEY, 'yes');
        onSignInSuccess(identity);
      }
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <InfoCard
      title="Git forge"
      actions={
        <Button color="primary" variant="contained" onClick={signIn}>
          Sign in with the forge
        </Button>
      }
    >
      <Typography variant="body1">
        With your account and password there, as you would at work.
      </Typography>
      {problem && (
        <Typography role="alert" color="error">
          {problem}
        </Typography>
      )}
    </InfoCard>
  );
};
