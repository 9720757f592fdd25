//! The money counted again by SQL alone.

use std::collections::BTreeMap;

use domain::{Id, Plan};

use super::{StoreError, Tx};

/// Céntimos of the twelve months by unit, rubro and type of expense.
pub type Recount = BTreeMap<(String, String, String), [i64; 12]>;

impl Tx {
    /// Lines in force of activities in force, summed by the database.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn recount(&mut self, plan: Id<Plan>) -> Result<Recount, StoreError> {
        let months: Vec<String> =
            (1..=12).map(|month| format!("CAST(COALESCE(SUM(i.s{month}), 0) AS BIGINT)")).collect();
        let sql = format!(
            "SELECT a.unidad, i.rubro, CASE substr(i.clasificador || '.', 1, 6) WHEN '2.3.1.' THEN 'Bienes' \
             WHEN '2.3.2.' THEN 'Servicios' ELSE 'Otros' END AS tipo, {} \
             FROM insumo i JOIN actividad a ON a.plan = i.plan AND a.id = i.actividad \
             WHERE i.plan = $1 AND i.estado = 'Vigente' AND a.estado = 'Vigente' GROUP BY a.unidad, i.rubro, tipo",
            months.join(", ")
        );
        let mut counted = Recount::new();
        for row in self.rows(sql, vec![plan.to_string().into()]).await? {
            let key = |at| Ok::<_, StoreError>(row.text(at)?.unwrap_or_default());
            let mut months = [0; 12];
            for (at, month) in (3..).zip(&mut months) {
                *month = row.int(at)?.unwrap_or_default();
            }
            if months != [0; 12] {
                counted.insert((key(0)?, key(1)?, key(2)?), months);
            }
        }
        Ok(counted)
    }
}
