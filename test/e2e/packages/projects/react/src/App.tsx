import 'letz-widgets';
import 'letz-widgets/jsx';
import { useState, useSyncExternalStore } from 'react';

/**
 * False on the server and while React hydrates the server's HTML: until facebook/react#35446 is fixed, hydration sets
 * neither listeners nor object properties of custom elements.
 */
const useMounted = () =>
  useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );

export function App({ gateway }: { gateway: string }) {
  return useMounted() ? <Widgets gateway={gateway} /> : <p>Loading</p>;
}

function Widgets({ gateway }: { gateway: string }) {
  const [days, setDays] = useState(7);
  const [loaded, setLoaded] = useState('');
  const [selected, setSelected] = useState('');
  const [shown, setShown] = useState(true);
  return (
    <letz-context gateway={gateway} params={{ days }}>
      <button type="button" onClick={() => setDays(30)}>
        30 days
      </button>
      <button type="button" onClick={() => setShown(false)}>
        Remove
      </button>
      {shown && (
        <letz-metric
          query="new-signups"
          higher-is="better"
          aria-describedby="loaded"
          onletz-load={({ result }) => setLoaded(`${result.query} ${result.params.days}`)}
        />
      )}
      <letz-query-table
        query="user-segments"
        className="segments"
        onletz-select={({ column, value }) => setSelected(`${column} ${value}`)}
      />
      <output id="loaded">{loaded}</output>
      <output id="selected">{selected}</output>
    </letz-context>
  );
}
