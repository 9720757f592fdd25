//! What was asked and answered, story by story.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use domain::story::{Asked, Story, ask};
use domain::{Command, CommandId, Context, Envelope, Id, Instante, Plan};
use uuid::Uuid;

use super::tally::Tally;

pub struct Recorder {
    wanted: usize,
    len: usize,
    stories: Vec<(Story, Vec<String>)>,
    /// The story that each plan is in, and the plan as it came out of it.
    open: BTreeMap<Id<Plan>, (usize, Plan)>,
    pub tally: Tally,
}

impl Recorder {
    pub fn of(wanted: usize) -> Self {
        Self { wanted, len: 0, stories: vec![], open: BTreeMap::new(), tally: Tally::default() }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_full(&self) -> bool {
        self.len >= self.wanted
    }

    /// Has a plan decide, and takes it along where that is accepted. A plan that is not as its story
    /// left it begins another.
    pub fn ask(&mut self, plan: &mut Plan, context: &Context, command: &Command) {
        if self.is_full() {
            return;
        }
        let at = match self.open.get(&plan.id()) {
            Some((at, tip)) if tip == plan => *at,
            _ => {
                self.stories.push((Story { plan: plan.checkpoint(), asked: vec![] }, vec![]));
                self.stories.len() - 1
            }
        };
        let next = plan.version() + 1;
        let envelope = Envelope { id: CommandId(Uuid::from_u128(next.into())), command: command.clone() };
        let instante = Instante::from_micros(i64::try_from(next).unwrap());
        let asked = Asked { context: *context, envelope, instante };
        let answer = ask(plan, &asked).unwrap();
        self.tally.count(command, &answer);
        let (story, answers) = &mut self.stories[at];
        story.asked.push(asked);
        answers.push(answer);
        self.len += 1;
        self.open.insert(plan.id(), (at, plan.clone()));
    }

    /// Writes the recording, once this program has told it again itself.
    pub fn write(self, folder: &Path) {
        let (mut asked, mut answered) = (Vec::new(), Vec::new());
        for (number, (story, answers)) in self.stories.into_iter().enumerate() {
            let text = serde_json::to_string(&story).unwrap();
            let again: Story = serde_json::from_str(&text).unwrap();
            assert_eq!(again.tell().unwrap(), answers, "story {number}, told again by the program that recorded it");
            asked.push(text);
            answered.push(answers.join("\n"));
        }
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("asked.jsonl"), asked.join("\n")).unwrap();
        fs::write(folder.join("answered.txt"), answered.join("\n\n")).unwrap();
        println!("{} stories", asked.len());
        self.tally.report();
    }
}
