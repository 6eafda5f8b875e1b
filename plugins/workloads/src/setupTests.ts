import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A whole app is rendered in some tests, on machines that do much else.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });
