import { useEffect } from 'react';
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
  const answer = useAnswer('guide.open', { id });
  const realTitle = answer?.ok ? answer.value.guide.title : undefined;
  useEffect(() => {
    if (realTitle !== undefined) move({ kind: 'named', id, title: realTitle });
  }, [move, id, realTitle]);

  if (answer?.ok) return <GuideContent key={answer.value.guide.language} view={answer.value} />;
  return (
    <Frame header={<TopBar />} footer={<Footer />} ready={answer !== undefined}>
      {title !== undefined && <Heading>{title}</Heading>}
      {answer && <Refused refusal={answer.error} />}
    </Frame>
  );
}
