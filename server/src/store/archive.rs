//! Everything that is kept, in the pieces that an archive carries; and the place made for it.
//!
//! Sessions and failed sign-ins are of one installation and one moment: no archive has them.

use domain::entry::Entry;
use domain::{CommandId, Hash, Id, Instante, Persona, Plan};
use serde::{Deserialize, Serialize};

use super::{Asiento, Registro, Row, StoreError, Tx};

/// A setting of the installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ajuste {
    pub nombre: String,
    pub valor: String,
}

/// A line of the audit table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acto {
    pub id: String,
    pub instante: Instante,
    pub usuario: String,
    pub acto: String,
    pub detalle: String,
}

/// What belongs to a plan, what refers to others first.
const OF_PLANS: [&str; 35] = [
    "rama_miembro",
    "rama_asiento",
    "rama",
    "autoria",
    "modificacion_efecto",
    "modificacion_acto",
    "modificacion_paso",
    "modificacion_autor",
    "modificacion",
    "generica_cerrada",
    "mes_cerrado",
    "gasto",
    "avance",
    "pia",
    "aprobacion",
    "actividad_continuidad",
    "version_nombrada",
    "insumo",
    "elemento",
    "tarea_predecesora",
    "tarea",
    "actividad_predecesora",
    "actividad",
    "techo",
    "marco_presupuestal",
    "accion",
    "objetivo",
    "unidad",
    "feriado",
    "unidad_medida",
    "clasificador",
    "rubro",
    "checkpoint",
    "asiento",
    // Of a plan that stays, the row itself does: whoever waits for its lock finds it.
    "plan",
];
const OF_PEOPLE: [&str; 5] = ["sesion", "cuenta", "persona", "ajuste", "auditoria"];
const WHOLE: &[&str] = &["version", "command_id", "persona", "instante", "body", "hash", "resumen"];

impl Asiento {
    /// An entry with every column of its row, which must say what the body says.
    fn read_whole(row: &Row, table: &'static str) -> Result<Self, StoreError> {
        let mut cells = row.reading(table, WHOLE, 1);
        let version: u64 = cells.int()?;
        let (command_id, persona): (CommandId, Id<Persona>) = (cells.text()?, cells.text()?);
        let instante: Instante = cells.text()?;
        let (text, hash): (String, Hash) = (cells.text()?, cells.text()?);
        let resumen = cells.opt_text()?;
        let corrupt = |column, problem: String| StoreError::corrupt(table, column, version.to_string(), problem);
        let body = Entry::read(text.as_bytes(), hash).map_err(|problem| corrupt("body", problem))?.body;
        let said = [
            ("version", body.version == version),
            ("command_id", body.command_id == command_id),
            ("persona", body.persona == persona),
            ("instante", body.instante == instante),
        ];
        match said.into_iter().find(|(_, same)| !same) {
            Some((column, _)) => Err(corrupt(column, "no es lo que dice el asiento".to_owned())),
            None => Ok(Self { body, hash, text, resumen }),
        }
    }
}

impl Tx {
    /// Entries after `since` with every column, oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Corrupt`] names a row whose columns say other than its body.
    pub async fn whole_asientos(&mut self, log: Registro, since: u64, limit: u32) -> Result<Vec<Asiento>, StoreError> {
        let table = log.asientos();
        let sql = format!(
            "SELECT version, command_id, persona, instante, body, hash, resumen FROM {table} \
             WHERE plan = $1 AND version > $2 ORDER BY version LIMIT $3"
        );
        let since = i64::try_from(since).unwrap_or(i64::MAX);
        let values = vec![log.id().to_string().into(), since.into(), i64::from(limit).into()];
        self.rows(sql, values).await?.iter().map(|row| Asiento::read_whole(row, table)).collect()
    }

    /// Every setting.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ajustes(&mut self) -> Result<Vec<Ajuste>, StoreError> {
        let rows = self.rows("SELECT nombre, valor FROM ajuste ORDER BY nombre", vec![]).await?;
        let read = |row: &Row| {
            let mut cells = row.reading("ajuste", &["nombre", "valor"], 1);
            Ok(Ajuste { nombre: cells.text()?, valor: cells.text()? })
        };
        rows.iter().map(read).collect()
    }

    /// Lines of the audit table after the one with this id, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn actos(&mut self, after: &str, limit: u32) -> Result<Vec<Acto>, StoreError> {
        let sql = "SELECT id, instante, usuario, acto, detalle FROM auditoria WHERE id > $1 ORDER BY id LIMIT $2";
        let rows = self.rows(sql, vec![after.into(), i64::from(limit).into()]).await?;
        let read = |row: &Row| {
            let mut cells = row.reading("auditoria", &["id", "instante", "usuario", "acto", "detalle"], 1);
            let (id, instante, usuario) = (cells.text()?, cells.text()?, cells.text()?);
            Ok(Acto { id, instante, usuario, acto: cells.text()?, detalle: cells.text()? })
        };
        rows.iter().map(read).collect()
    }

    /// Adds a line of the audit table as it was.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_acto(&mut self, acto: &Acto) -> Result<(), StoreError> {
        let sql = "INSERT INTO auditoria (id, instante, usuario, acto, detalle) VALUES ($1, $2, $3, $4, $5)";
        let Acto { id, instante, usuario, acto, detalle } = acto.clone();
        self.execute(sql, vec![id.into(), instante.to_string().into(), usuario.into(), acto.into(), detalle.into()])
            .await
            .map(drop)
    }

    /// Whether nobody has put anything in.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn is_empty(&mut self) -> Result<bool, StoreError> {
        for table in ["plan", "persona", "cuenta", "ajuste", "auditoria"] {
            if self.row(format!("SELECT 1 FROM {table} LIMIT 1"), vec![]).await?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes the lock of every plan and of every branch; the newest epoch among them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn lock_plans(&mut self) -> Result<u64, StoreError> {
        let mut newest = 0;
        for table in ["plan", "rama"] {
            self.execute(format!("UPDATE {table} SET version = version"), vec![]).await?;
            let row = self.row(format!("SELECT MAX(epoch) FROM {table}"), vec![]).await?;
            newest = newest.max(row.map(|row| row.int(0)).transpose()?.flatten().unwrap_or(0));
        }
        Ok(u64::try_from(newest).unwrap_or(0))
    }

    /// Empties the database, but for the rows of the plans that `staying` will have anew.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn clear(&mut self, staying: &[Id<Plan>]) -> Result<(), StoreError> {
        let (plan, rest) = OF_PLANS.split_last().unwrap_or((&"", &[]));
        for table in rest {
            self.execute(format!("DELETE FROM {table}"), vec![]).await?;
        }
        let ids: Vec<String> = (1..=staying.len()).map(|bind| format!("${bind}")).collect();
        let others = if ids.is_empty() { String::new() } else { format!(" WHERE id NOT IN ({})", ids.join(", ")) };
        let values = staying.iter().map(|id| id.to_string().into()).collect();
        self.execute(format!("DELETE FROM {plan}{others}"), values).await?;
        for table in OF_PEOPLE {
            self.execute(format!("DELETE FROM {table}"), vec![]).await?;
        }
        Ok(())
    }

    /// An empty plan at version 0, whether or not its row is there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn reset_plan(&mut self, plan: &Plan) -> Result<(), StoreError> {
        let columns = ["ejercicio", "nombre", "pliego", "ubigeo", "mision", "vision", "pdi_inicio", "pdi_fin"];
        let pairs = columns.iter().chain(&["version", "head"]).map(|column| format!("{column} = excluded.{column}"));
        let pairs: Vec<String> = pairs.collect();
        self.write_header(plan, &format!("ON CONFLICT (id) DO UPDATE SET {}", pairs.join(", "))).await
    }

    /// Begins another line of history of every plan and of every branch.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn start_epoch(&mut self, epoch: u64) -> Result<(), StoreError> {
        let epoch = i64::try_from(epoch).unwrap_or(i64::MAX);
        for table in ["plan", "rama"] {
            self.execute(format!("UPDATE {table} SET epoch = $1"), vec![epoch.into()]).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrations;

    #[test]
    fn every_table_is_emptied_or_left_for_a_reason() {
        // Failed sign-ins are still failed, and migrations still made.
        let left = ["intento"];
        for table in migrations::text().split("CREATE TABLE ").skip(1).filter_map(|rest| rest.split(' ').next()) {
            let known = [OF_PLANS.as_slice(), &OF_PEOPLE, &left].concat().contains(&table);
            assert!(known, "{table}: does an archive carry it?");
        }
    }
}
