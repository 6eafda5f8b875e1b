import '@testing-library/jest-dom';

// A whole app is rendered in some tests, on machines that do much else.
jest.setTimeout(30_000);
