import { useEffect, useState } from 'react';
import { Frame } from '../components/Frame.tsx';
import { Footer } from '../components/Footer.tsx';
import { GuideContent } from '../components/GuideContent.tsx';
import { Heading } from '../components/Heading.tsx';
import { Refused } from '../components/Refused.tsx';
import { TopBar } from '../components/TopBar.tsx';
import { usePanel } from '../panel.ts';
import { useAnswer } from '../use-answer.ts';

/** One guide. Its title may be known before its steps are. */
export function Guide({ id, title }: { id: string; title: string | undefined }) {
  const { move } = usePanel();
  const [round, setRound] = useState(0);
  const answer = useAnswer('guide.open', { id }, round);
  const realTitle = answer?.ok ? answer.value.guide.title : undefined;
  useEffect(() => {
    if (realTitle !== undefined) move({ kind: 'named', id, title: realTitle });
  }, [move, id, realTitle]);

  if (answer?.ok) {
    const { guide } = answer.value;
    const showNew = () => setRound((before) => before + 1);
    return <GuideContent key={`${guide.language} ${round}`} view={answer.value} onShowNew={showNew} />;
  }
  return (
    <Frame header={<TopBar />} footer={<Footer />} ready={answer !== undefined}>
      {title !== undefined && <Heading>{title}</Heading>}
      {answer && (
        <Refused
          refusal={answer.error}
          {...(answer.error.kind === 'no-such-guide' && { search: id.replaceAll('-', ' ') })}
        />
      )}
    </Frame>
  );
}
