//! What was typed in a cell of the sheet, read as a field of the line. Pure.

use domain::catalogo::{Clasificador, CodigoRubro, UnidadMedida, resolver};
use domain::plan::{CampoInsumo, Insumo, Valor};
use domain::texto::{Nombre, fold};
use domain::{Cantidad, Dinero, Id, Mes, Plan, Precio};

use super::super::campos::de_palabra;
use super::columnas::{CLASIFICADOR, DETALLE, FORMA, FORMAS, Forma, MEDIDA, PRECIO, RUBRO, mes_de};

/// The field that a text in a column makes of a line.
///
/// # Errors
/// A sentence when the text cannot be read.
pub fn campo(plan: &Plan, line: &Insumo, col: usize, text: &str) -> Result<CampoInsumo, String> {
    Ok(match col {
        CLASIFICADOR => CampoInsumo::Clasificador(clasificador(plan, text)?.codigo.clone()),
        DETALLE => CampoInsumo::Detalle(Nombre::new(text).map_err(|why| why.to_string())?),
        MEDIDA => CampoInsumo::UnidadMedida(medida(plan, text)?),
        RUBRO => CampoInsumo::Rubro(rubro(text)?),
        FORMA => CampoInsumo::Valor(con_forma(&line.valor, forma(text)?)?),
        PRECIO => CampoInsumo::Precio(precio(text)?),
        col => {
            let mes = mes_de(col).ok_or("Esa columna se calcula.")?;
            mes_leido(plan, line, mes, text)?
        }
    })
}

fn mes_leido(plan: &Plan, line: &Insumo, mes: Mes, text: &str) -> Result<CampoInsumo, String> {
    match line.valor {
        Valor::PorCantidad { .. } => Ok(CampoInsumo::CantidadMes(mes, cantidad(plan, line.unidad_medida, text)?)),
        Valor::PorImporte { .. } | Valor::PorDetallar { .. } => Ok(CampoInsumo::ImporteMes(mes, importe(text)?)),
    }
}

/// A blank cell is zero.
fn cantidad(plan: &Plan, medida: Id<UnidadMedida>, text: &str) -> Result<Cantidad, String> {
    if text.trim().is_empty() {
        return Ok(Cantidad::CERO);
    }
    let unit = plan.get(medida).ok_or("La unidad de medida ya no está en el catálogo.")?;
    Cantidad::leer(text, unit.decimales, &unit.nombre).map_err(|why| why.to_string())
}

fn importe(text: &str) -> Result<Dinero, String> {
    if text.trim().is_empty() { Ok(Dinero::CERO) } else { Dinero::leer(text).map_err(|why| why.to_string()) }
}

fn precio(text: &str) -> Result<Precio, String> {
    if text.trim().is_empty() { Ok(Precio::CERO) } else { Precio::leer(text).map_err(|why| why.to_string()) }
}

/// A classifier by its code, whole or condensed, or by words of its name that only it has.
///
/// # Errors
/// None fits, or several do; the sentence names some.
pub fn clasificador<'a>(plan: &'a Plan, text: &str) -> Result<&'a Clasificador, String> {
    let rows: Vec<&Clasificador> = plan.clasificadores().values().map(|row| &**row).collect();
    let unknown = match resolver(text, rows.iter().copied()) {
        Ok(row) => return Ok(row),
        Err(why) => why.to_string(),
    };
    let words: Vec<String> = fold(text).split_whitespace().map(str::to_owned).collect();
    if words.is_empty() || text.chars().any(|letter| letter.is_ascii_digit()) {
        return Err(unknown);
    }
    let found: Vec<&Clasificador> = rows
        .into_iter()
        .filter(|row| {
            let name = fold(&row.nombre);
            words.iter().all(|word| name.contains(word.as_str()))
        })
        .collect();
    match found.as_slice() {
        [] => Err(unknown),
        [one] => Ok(one),
        many => {
            let some = many.iter().take(4).map(|row| format!("{} {}", row.codigo, row.nombre)).collect::<Vec<_>>();
            Err(format!("«{}» puede ser: {}. Escriba el código.", text.trim(), some.join("; ")))
        }
    }
}

/// # Errors
/// When no unit of measure of the catalogue has that name or plural.
pub fn medida(plan: &Plan, text: &str) -> Result<Id<UnidadMedida>, String> {
    let wanted = fold(text.trim());
    let rows = plan.todos::<UnidadMedida>();
    let found = rows.values().find(|row| fold(&row.nombre) == wanted || fold(&row.plural) == wanted);
    found.map(|row| row.id).ok_or_else(|| format!("«{}» no está en el catálogo de unidades de medida.", text.trim()))
}

/// A rubro by its two digits, whatever follows; `8` is 08.
///
/// # Errors
/// When it does not begin with a number of two digits at most.
pub fn rubro(text: &str) -> Result<CodigoRubro, String> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    let code = digits.parse::<u8>().ok().and_then(CodigoRubro::new);
    code.ok_or_else(|| format!("«{}» no es un rubro: son dos dígitos.", text.trim()))
}

/// # Errors
/// When it is none of the three.
pub fn forma(text: &str) -> Result<Forma, String> {
    let text = fold(text.trim());
    let short = text.strip_prefix("por ").filter(|rest| *rest != "detallar").unwrap_or(&text);
    de_palabra(FORMAS, short)
}

/// A line valued another way. Amounts go on as amounts; from amounts to quantities there
/// is no way that keeps the money, so it must be zero first.
fn con_forma(valor: &Valor, forma: Forma) -> Result<Valor, String> {
    let importes = valor.importes().unwrap_or_default();
    match (forma, valor) {
        (Forma::Cantidad, Valor::PorCantidad { .. }) => Ok(valor.clone()),
        (Forma::Cantidad, _) if importes.iter().all(|amount| amount.es_cero()) => {
            Ok(Valor::PorCantidad { precio: Precio::CERO, cantidades: [Cantidad::CERO; 12] })
        }
        (Forma::Cantidad, _) => Err("Borre primero los importes: al pasar a cantidades se perderían.".to_owned()),
        (Forma::Importe, _) => Ok(Valor::PorImporte { importes }),
        (Forma::Detallar, _) => Ok(Valor::PorDetallar { importes }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rubro_is_read_from_its_digits() {
        assert_eq!(rubro("08 Impuestos Municipales").map(|code| code.to_string()), Ok("08".into()));
        assert_eq!(rubro("7").map(|code| code.to_string()), Ok("07".into()));
        assert!(rubro("canon").is_err());
    }

    #[test]
    fn the_three_forms_are_read_long_or_short() {
        assert_eq!(forma("Por cantidad"), Ok(Forma::Cantidad));
        assert_eq!(forma("importe"), Ok(Forma::Importe));
        assert_eq!(forma("Por detallar"), Ok(Forma::Detallar));
        assert!(forma("a ojo").is_err());
    }

    #[test]
    fn money_is_never_lost_by_a_change_of_form() {
        let importes = [Dinero::from_centimos(100); 12];
        let amounts = Valor::PorImporte { importes };
        assert!(con_forma(&amounts, Forma::Cantidad).is_err());
        assert_eq!(con_forma(&amounts, Forma::Detallar), Ok(Valor::PorDetallar { importes }));
        let quantities = Valor::PorCantidad { precio: Precio::CERO, cantidades: [Cantidad::enteras(1); 12] };
        assert_eq!(con_forma(&quantities, Forma::Cantidad), Ok(quantities));
    }
}
