//! Branches: what each began as, and whose they are. What they say is in their logs.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::plan::Apertura;
use domain::{Change, Hash, Id, Instante, Persona, Plan};
use serde::{Deserialize, Serialize};

use super::{Asiento, Row, StoreError, Tx, Value};

/// A branch as it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RamaAbierta {
    pub apertura: Apertura,
    /// The plan it began as, and at which version.
    pub de: Id<Plan>,
    pub origen: u64,
    /// Who opened it, its first member.
    pub persona: Id<Persona>,
    pub instante: Instante,
}

impl RamaAbierta {
    /// The branch before its first entry, of the plan as it stood at `origen`.
    #[must_use]
    pub fn begin(&self, base: &Plan) -> Plan {
        base.abrir(&self.apertura, self.persona)
    }
}

const COLUMNS: &[&str] = &["id", "de", "origen", "modificacion", "titulo", "clase", "persona", "instante"];
const SELECT: &str = "SELECT id, de, origen, modificacion, titulo, clase, persona, instante FROM rama";

fn read(row: &Row) -> Result<RamaAbierta, StoreError> {
    let mut cells = row.reading("rama", COLUMNS, 1);
    let (id, de, origen) = (cells.text()?, cells.text()?, cells.int()?);
    let apertura = Apertura { id, modificacion: cells.text()?, titulo: cells.text()?, clase: cells.text()? };
    Ok(RamaAbierta { apertura, de, origen, persona: cells.text()?, instante: cells.text()? })
}

impl Tx {
    /// Opens a branch, at version 0 of a line of history.
    ///
    /// # Errors
    /// [`StoreError`], among others when there is one of this id, or of its Modificacion.
    pub async fn insert_rama(&mut self, it: &RamaAbierta, epoch: u64) -> Result<(), StoreError> {
        let sql = "INSERT INTO rama (id, de, origen, modificacion, titulo, clase, persona, instante, version, head, \
                   epoch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10)";
        let clase = serde_json::to_value(it.apertura.clase).ok().and_then(|word| word.as_str().map(str::to_owned));
        let values = vec![
            it.apertura.id.to_string().into(),
            it.de.to_string().into(),
            i64::try_from(it.origen).unwrap_or(i64::MAX).into(),
            it.apertura.modificacion.to_string().into(),
            it.apertura.titulo.to_string().into(),
            Value::Text(clase),
            it.persona.to_string().into(),
            it.instante.to_string().into(),
            Hash::GENESIS.to_string().into(),
            i64::try_from(epoch).unwrap_or(i64::MAX).into(),
        ];
        self.execute(sql, values).await?;
        self.insert_miembro(it.apertura.id, it.persona).await
    }

    /// The branch of an id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rama(&mut self, id: Id<Plan>) -> Result<Option<RamaAbierta>, StoreError> {
        let row = self.row(format!("{SELECT} WHERE id = $1"), vec![id.to_string().into()]).await?;
        row.as_ref().map(read).transpose()
    }

    /// The branches of a plan, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ramas(&mut self, de: Id<Plan>) -> Result<Vec<RamaAbierta>, StoreError> {
        let sql = format!("{SELECT} WHERE de = $1 ORDER BY instante, id");
        self.rows(sql, vec![de.to_string().into()]).await?.iter().map(read).collect()
    }

    /// The branches of a plan that a person is a member of.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ramas_de(&mut self, de: Id<Plan>, persona: Id<Persona>) -> Result<Vec<Id<Plan>>, StoreError> {
        let sql = "SELECT rama.id FROM rama JOIN rama_miembro ON rama_miembro.rama = rama.id \
                   WHERE rama.de = $1 AND rama_miembro.persona = $2 ORDER BY rama.instante DESC, rama.id";
        let rows = self.rows(sql, vec![de.to_string().into(), persona.to_string().into()]).await?;
        rows.iter().map(|row| row.reading("rama", &["id"], 1).text()).collect()
    }

    /// The members of a branch, as its table has them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn miembros(&mut self, rama: Id<Plan>) -> Result<BTreeSet<Id<Persona>>, StoreError> {
        let sql = "SELECT rama, persona FROM rama_miembro WHERE rama = $1";
        let rows = self.rows(sql, vec![rama.to_string().into()]).await?;
        let persona = |row: &Row| {
            let mut cells = row.reading("rama_miembro", &["rama", "persona"], 2);
            let _: Id<Plan> = cells.text()?;
            cells.text()
        };
        rows.iter().map(persona).collect()
    }

    /// The members as entries leave them.
    pub(super) async fn write_miembros(&mut self, rama: &Plan, entries: &[Arc<Asiento>]) -> Result<(), StoreError> {
        for change in entries.iter().flat_map(|entry| &entry.body.changes) {
            match change {
                Change::MiembroInvitado { persona } => self.insert_miembro(rama.id(), *persona).await?,
                Change::MiembroRetirado { persona } => {
                    let sql = "DELETE FROM rama_miembro WHERE rama = $1 AND persona = $2";
                    self.execute(sql, vec![rama.id().to_string().into(), persona.to_string().into()]).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    async fn insert_miembro(&mut self, rama: Id<Plan>, persona: Id<Persona>) -> Result<(), StoreError> {
        let sql = "INSERT INTO rama_miembro (rama, persona) VALUES ($1, $2) ON CONFLICT (rama, persona) DO NOTHING";
        self.execute(sql, vec![rama.to_string().into(), persona.to_string().into()]).await.map(drop)
    }
}
