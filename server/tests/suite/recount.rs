//! The money counted again by SQL alone, by unit, rubro, type and month.

use std::collections::BTreeMap;

use domain::Plan;
use domain::plan::UnidadOrganica;
use server::store::Tx;

type Totals = BTreeMap<(String, String, String), [i64; 12]>;

/// Lines and activities in force, summed by the database.
pub async fn by_sql(tx: &mut Tx, plan: &Plan) -> Totals {
    let months: Vec<String> = (1..=12).map(|month| format!("CAST(COALESCE(SUM(i.s{month}), 0) AS BIGINT)")).collect();
    let sql = format!(
        "SELECT a.unidad, i.rubro, CASE substr(i.clasificador || '.', 1, 6) WHEN '2.3.1.' THEN 'Bienes' \
         WHEN '2.3.2.' THEN 'Servicios' ELSE 'Otros' END AS tipo, {} \
         FROM insumo i JOIN actividad a ON a.plan = i.plan AND a.id = i.actividad \
         WHERE i.plan = $1 AND i.estado = 'Vigente' AND a.estado = 'Vigente' GROUP BY a.unidad, i.rubro, tipo",
        months.join(", ")
    );
    let rows = tx.rows(sql, vec![plan.id().to_string().into()]).await.unwrap();
    let text = |row: &server::store::Row, at| row.text(at).unwrap().unwrap();
    let counted = rows.iter().map(|row| {
        let months = std::array::from_fn(|month| row.int(3 + month).unwrap().unwrap());
        ((text(row, 0), text(row, 1), text(row, 2)), months)
    });
    counted.filter(|(_, months)| *months != [0; 12]).collect()
}

/// The same from the plan's incremental totals.
pub fn by_domain(plan: &Plan) -> Totals {
    let mut totals = Totals::new();
    for unit in plan.todos::<UnidadOrganica>().values() {
        for (rubro, tipo, months) in plan.totales().propio(unit.id).filas() {
            let key = (unit.id.to_string(), rubro.to_string(), tipo.to_string());
            totals.insert(key, months.map(domain::Dinero::centimos));
        }
    }
    totals
}
