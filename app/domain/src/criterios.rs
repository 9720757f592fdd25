//! *Criterios de la UPP*: how each silence or contradiction of the directive was
//! settled (Cuarta disposición complementaria), as the program applies it.
//!
//! Text only. The rules themselves live in [`decide`](crate::decide) and cite the same
//! articles; every refusal leads to its section here.

/// One settled rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CriterioUpp {
    pub titulo: &'static str,
    pub texto: &'static str,
}

/// The rules that rest on one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seccion {
    /// As [`Rejection::articulo`](crate::Rejection::articulo) cites it.
    pub articulo: &'static str,
    pub titulo: &'static str,
    pub criterios: &'static [CriterioUpp],
}

impl Seccion {
    /// The fragment of its address: `art-8.1.3`.
    #[must_use]
    pub fn ancla(&self) -> String {
        ancla(self.articulo)
    }
}

/// The article of that name, as the sections cite it.
#[must_use]
pub fn articulo(nombre: &str) -> Option<&'static str> {
    SECCIONES.iter().map(|seccion| seccion.articulo).find(|articulo| *articulo == nombre)
}

/// The fragment that leads to the rules of an article.
#[must_use]
pub fn ancla(articulo: &str) -> String {
    format!("art-{articulo}")
}

const fn regla(titulo: &'static str, texto: &'static str) -> CriterioUpp {
    CriterioUpp { titulo, texto }
}

const fn seccion(articulo: &'static str, titulo: &'static str, criterios: &'static [CriterioUpp]) -> Seccion {
    Seccion { articulo, titulo, criterios }
}

/// Every section, in the order of the directive.
pub const SECCIONES: &[Seccion] = &[
    seccion("4", "Alcance y unidades orgánicas", ALCANCE),
    seccion("5", "Responsabilidad y funciones", RESPONSABILIDAD),
    seccion("5.d", "Techos presupuestales", TECHOS),
    seccion("6", "Plazos de cumplimiento", PLAZOS),
    seccion("7", "Marco conceptual", MARCO),
    seccion("8.1", "Etapa 1: actividades", ACTIVIDADES),
    seccion("8.1.1", "Paso 1: identificación de las actividades", IDENTIFICACION),
    seccion("8.1.2", "Paso 2: indicadores", INDICADORES),
    seccion("8.1.3", "Paso 3: metas", METAS),
    seccion("8.1.4", "Paso 4: valorización mensual", VALORIZACION),
    seccion("8.2.1", "Vínculo con los programas presupuestales", VINCULO),
    seccion("8.2.2", "Cuadro de necesidades y presupuesto", PRESUPUESTO),
    seccion("8.2.3", "Cambios durante la implementación", CAMBIOS),
    seccion("8.3", "Etapa 3: elementos críticos", ELEMENTOS),
    seccion("8.4", "Etapa 4: redacción del POI", REDACCION),
    seccion("10-II", "Aprobación del POI", APROBACION),
    seccion("11", "Seguimiento y modificaciones presupuestales", SEGUIMIENTO),
    seccion("12", "Evaluación", EVALUACION),
];

const ALCANCE: &[CriterioUpp] = &[
    regla(
        "Una sola palabra",
        "«Dependencia», «área usuaria» y «unidad orgánica» son lo mismo: gerencias, subgerencias, direcciones, oficinas y unidades, en un árbol con su superior jerárquico.",
    ),
    regla(
        "Vigencia de una unidad",
        "Una unidad tiene actividades, techos y responsabilidades solo en los días en que está en vigor, y no se cierra mientras algo de lo suyo siga después: unidades a su cargo, actividades, techos del ejercicio u objetivos y acciones de los que responde.",
    ),
    regla(
        "Sin círculos",
        "Una unidad no puede depender de sí misma ni de otra que dependa de ella. El árbol tiene diez niveles como máximo.",
    ),
];

const RESPONSABILIDAD: &[CriterioUpp] = &[
    regla(
        "Camino de revisión",
        "La unidad presenta; el superior jerárquico da el visto bueno; la Oficina de Planeamiento y Presupuesto observa o acepta. El visto bueno se omite cuando el superior es la Alcaldía, y para el Órgano de Control Institucional y la Procuraduría.",
    ),
    regla(
        "Nadie revisa lo suyo",
        "Una persona no actúa en dos pasos de una misma presentación: quien la presentó, o escribió en ella desde la última observación, no puede revisarla.",
    ),
    regla(
        "Quien revisa no corrige",
        "Los revisores observan sobre la fila exacta; no escriben en nombre de la unidad.",
    ),
    regla(
        "Quién escribe",
        "Cada unidad escribe su plan. El marco estratégico lo escribe la Oficina de Planeamiento y Presupuesto. Los catálogos y el árbol de unidades, Sistemas y Tecnología.",
    ),
    regla(
        "Quién lee",
        "Toda persona con cuenta lee el plan vigente. Las personas aparecen por su puesto; los datos personales solo los ve quien los necesita (Ley 29733).",
    ),
];

const TECHOS: &[CriterioUpp] = &[
    regla(
        "Techo por unidad y rubro",
        "El Coordinador General propone el techo de cada unidad en cada rubro y el Titular del Pliego lo aprueba, con los montos que vio: si alguno cambió, se le dice cuál y no se aprueba ninguno. Mientras no se apruebe, rige el propuesto.",
    ),
    regla(
        "Nunca sobre el marco",
        "Ni la suma de los techos propuestos de un rubro ni la de los que rigen puede pasar el marco de la institución en ese rubro. Un techo ya aprobado rige hasta que se apruebe el nuevo.",
    ),
];

const PLAZOS: &[CriterioUpp] = &[
    regla(
        "El texto prevalece sobre el anexo",
        "El cuadro de necesidades y la propuesta de POI vencen el 30 de marzo del año anterior, aunque las flechas del Anexo 02 se hayan perdido. Cada plazo se puede fijar por ejercicio.",
    ),
    regla(
        "Fecha legal y fecha efectiva",
        "Si el último día no es laborable, el plazo pasa al siguiente que lo sea; se muestran las dos fechas. Los feriados son datos del ejercicio.",
    ),
    regla(
        "Cuándo se cuenta",
        "La puntualidad se cuenta hasta la fecha efectiva, por la recepción en el servidor, en hora de Lima.",
    ),
];

const MARCO: &[CriterioUpp] = &[
    regla(
        "El PEI es el PDI",
        "Donde los literales l) y o) dicen PEI se entiende el Plan de Desarrollo Institucional vigente.",
    ),
    regla(
        "Ruta estratégica",
        "El orden de los objetivos y de las acciones en el marco es la ruta estratégica institucional: su orden de prioridad (literal k).",
    ),
    regla(
        "Nada se borra",
        "Lo que deja de valer se retira, queda a la vista de quien lo busque y se puede restituir. Un objetivo con acciones, o una acción con actividades, no se retira hasta pasarlas a otro.",
    ),
];

const ACTIVIDADES: &[CriterioUpp] = &[
    regla(
        "Dos personas, un dato",
        "Nadie deshace en silencio el trabajo de otro: si un dato cambió mientras usted escribía, se le dice quién lo cambió y a qué, y lo que usted escribió se conserva.",
    ),
    regla(
        "Lugares",
        "Una actividad tiene treinta lugares como máximo, sin repetir: los dieciséis distritos de la provincia o los de cualquier otra, por su ubigeo.",
    ),
    regla(
        "Código de la actividad",
        "AOI, los seis dígitos de la unidad ejecutora y cinco de correlativo. Si no se escribe uno, se da el primer número libre del ejercicio; ningún código se da dos veces.",
    ),
    regla(
        "Predecesoras",
        "Una actividad depende de otras de su unidad que estén vigentes, y una tarea de otras de su actividad: de cincuenta como máximo, y nunca de una que dependa de ella.",
    ),
    regla(
        "Desfase y orden roto",
        "Una predecesora termina antes de que empiece la que le sigue. El desfase se cuenta en días hábiles: de lunes a viernes, menos los feriados del ejercicio; si es negativo, las dos se traslapan. Un orden que no se cumple se muestra, no se impide.",
    ),
    regla(
        "Holgura y ruta crítica",
        "La holgura son los días calendario que una fila puede retrasarse sin retrasar el fin de su cadena: todo lo que está unido por predecesoras. Sin holgura, es crítica. La que no está unida a ninguna puede llegar hasta el fin del ejercicio, o de su actividad si es una tarea.",
    ),
];

const IDENTIFICACION: &[CriterioUpp] = &[
    regla(
        "Acciones provisionales",
        "El Anexo 01 no trae acciones estratégicas: sus 14 estrategias son acciones provisionales «sin indicador ni meta». No impiden formular; impiden la aprobación final.",
    ),
    regla("Acciones retiradas", "Una actividad solo puede pertenecer a una acción estratégica vigente."),
];

const INDICADORES: &[CriterioUpp] = &[
    regla(
        "Un indicador por actividad",
        "El indicador se forma con unidad de medida, sujeto y atributo, y es de proceso o de insumo. Se sugiere uno solo; un segundo se admite con una advertencia, y otros hasta cinco.",
    ),
    regla(
        "Unidades enteras",
        "Cada unidad de medida dice cuántos decimales admite. Lo que es entero (personas, documentos) se programa y se mueve en unidades enteras.",
    ),
    regla(
        "Cómo se leen los números",
        "Se aceptan 1,234.50 y 1.234,50. Una coma seguida de tres cifras separa miles; un punto solo separa decimales. No se aceptan valores negativos.",
    ),
];

const METAS: &[CriterioUpp] = &[
    regla(
        "Agregación",
        "Los doce meses hacen la meta anual de una de cuatro maneras: suma, último valor, promedio o máximo. La misma regla decide el avance trimestral y anual.",
    ),
    regla(
        "Meses que suman",
        "Con la agregación suma y una meta anual fijada primero, los meses pueden quedarse cortos mientras se distribuye, pero nunca pasarla; al presentar deben ser iguales. Sin meta anual fijada, esta es lo que suman los meses.",
    ),
    regla(
        "La meta más grande",
        "Una celda admite hasta 99,999,999,999, y los meses que se suman tampoco pueden pasar esa cifra entre todos.",
    ),
    regla("Cómo se lee una meta", "Valor y temporalidad: «1,480 registros de enero a diciembre de 2017»."),
    regla(
        "Aporte a la acción",
        "Junto a la meta anual de la acción estratégica se muestra cuánto cubren sus actividades en la misma unidad de medida; nunca reemplaza a su indicador.",
    ),
];

const VALORIZACION: &[CriterioUpp] = &[
    regla(
        "El costo no se escribe",
        "El costo mensual de una actividad es la suma de sus insumos. La directiva imprime este paso con el número 8.1.3; aquí se cita como 8.1.4.",
    ),
    regla("Fuera de la ventana", "Los meses fuera de las fechas de la actividad no llevan meta ni dinero."),
    regla(
        "Mover una actividad",
        "Metas, cantidades e importes se corren tantos meses como su primer mes; dentro del mismo mes solo cambian las fechas. Si al final queda un mes menos, lo suyo pasa al último. Las tareas se corren los mismos días, y los elementos críticos los mismos meses. Ni la meta anual ni el costo anual cambian.",
    ),
    regla(
        "Alargar o acortar",
        "Se reparte de nuevo en proporción, con las unidades enteras enteras y, entre iguales, primero el mes más temprano; o se conservan los montos y lo que queda fuera se junta en el mes del borde, como se elija. Lo que no se suma se toma junto: el último valor, el máximo, el promedio; si un promedio no puede conservarse con unidades enteras, la meta anual queda fijada.",
    ),
];

const VINCULO: &[CriterioUpp] = &[regla(
    "Indicadores del programa o del PDI",
    "Bajo un programa presupuestal se usan sus indicadores; bajo Acciones Centrales (9001) o APNOP (9002), los del Plan de Desarrollo Institucional.",
)];

const PRESUPUESTO: &[CriterioUpp] = &[
    regla("Bienes, servicios y otros", "2.3.1 es Bienes, 2.3.2 es Servicios y toda otra genérica es Otros."),
    regla(
        "Clasificador abreviado",
        "Un clasificador escrito sin puntos se busca en el catálogo del ejercicio; si puede ser más de uno, se rechaza y se nombran los posibles.",
    ),
    regla(
        "Por cantidad",
        "El importe anual es precio por cantidad anual, redondeado una sola vez al céntimo (la mitad hacia arriba). Los meses son ese importe repartido según las cantidades, por el mayor resto y primero el mes más temprano: siempre suman el anual. El precio admite cuatro decimales.",
    ),
    regla(
        "El importe más grande",
        "Una línea cuesta hasta S/ 99,999,999,999.99, y una actividad tampoco puede pasar esa cifra entre todas sus líneas.",
    ),
    regla("Por importe", "Un servicio o una planilla se programa con doce importes."),
    regla(
        "Por detallar",
        "Lo que aún no se detalla es una línea por detallar, con clasificador y rubro; se admite en un borrador y se rechaza al presentar.",
    ),
    regla(
        "Dos presentaciones",
        "La propuesta del 30 de marzo puede pasar el techo o no tenerlo: lo que falta es demanda no financiada. El ajuste a techo nunca lo pasa, rubro por rubro.",
    ),
    regla(
        "Línea de financiamiento",
        "Las actividades se cubren en su orden de prioridad, rubro por rubro. Cada una queda financiada, parcial (con los rubros y montos que faltan) o sin financiamiento; la línea se traza sobre la primera que no queda cubierta. Un rubro agotado no esconde el saldo de otro.",
    ),
];

const CAMBIOS: &[CriterioUpp] = &[
    regla("Solo por modificación", "Un POI aprobado cambia solo por una modificación, con su causa y su sustento."),
    regla(
        "Equilibrio por rubro",
        "En el nivel funcional programático, la suma de habilitaciones es igual a la de anulaciones en cada rubro, al céntimo.",
    ),
    regla(
        "Borrador",
        "Una modificación se escribe en un borrador, aparte del plan vigente: lo leen y escriben sus miembros, cada uno en su unidad, y la Oficina de Planeamiento y Presupuesto en todas. Lo que se presenta es la diferencia neta.",
    ),
    regla(
        "Conflictos",
        "Al presentar y al aprobar se compara cada dato con el plan vigente de ese momento. Si ambos lo cambiaron a cosas distintas, se nombra el dato, lo que dice cada uno y quién lo cambió; hay que elegir, y todo entra o nada entra.",
    ),
    regla(
        "Ruta estratégica",
        "Las causas que cambian prioridades exigen decir si la ruta estratégica cambió o fue revisada sin cambio, con su motivo.",
    ),
];

const ELEMENTOS: &[CriterioUpp] = &[regla(
    "Clases de elemento crítico",
    "Un elemento crítico es un evento, una cantidad o una proporción de 100 % como máximo, con el mes en que se necesita y su situación.",
)];

const REDACCION: &[CriterioUpp] = &[
    regla(
        "Cuadro de actividades",
        "El cuadro del artículo se perdió en el original. Se usa una actividad por fila en dos líneas, física y en soles, con su marco, indicador, metas, costo, elementos críticos, responsable, medio de verificación y lugar.",
    ),
    regla(
        "Cuadro Resumen de presupuesto",
        "Código, detalle y costo, con subtotales de Bienes y Servicios. Otros aparece solo cuando no es cero.",
    ),
];

const APROBACION: &[CriterioUpp] = &[
    regla(
        "Dos documentos",
        "El Titular registra el Acuerdo de Concejo y la Resolución de Alcaldía, cada uno con su número y su fecha, que no puede ser posterior a hoy. La versión que aprueban queda nombrada «Aprobado».",
    ),
    regla(
        "Qué impide aprobar",
        "Una acción estratégica sin indicador ni meta que tenga actividades, una línea por detallar, una unidad que pase en algún rubro su techo aprobado, o un plan sin actividades.",
    ),
    regla(
        "PIA",
        "El presupuesto inicial de apertura de cada unidad en cada rubro es lo que sus propias actividades programan al aprobarse el POI.",
    ),
];

const SEGUIMIENTO: &[CriterioUpp] = &[
    regla(
        "Lo ejecutado",
        "Sobre el POI aprobado se registra cada mes la cantidad ejecutada de cada actividad, y lo certificado y devengado en cada rubro. Un mes puede ser negativo, que es una reversión; lo acumulado nunca lo es, y lo devengado nunca pasa de lo certificado.",
    ),
    regla(
        "Cierre de meses",
        "La Oficina de Planeamiento y Presupuesto cierra los meses en orden, cada uno cuando ha terminado. Lo ejecutado y lo programado en un mes cerrado ya no cambian.",
    ),
    regla(
        "Lo que no se anula",
        "Una modificación no deja a una actividad con menos de lo certificado o devengado en un rubro, ni con una meta anual menor que lo ejecutado. Una línea por cantidad que en un mes cerrado conserva precio y cantidad puede variar en él por céntimos de redondeo.",
    ),
    regla(
        "Modificación institucional",
        "Puede cambiar el total, con Acuerdo de Concejo y Resolución de Alcaldía, sin pasar el marco de la institución en los rubros que lo tienen. Después de aprobado el POI el marco lo actualiza el Coordinador; los techos se mueven solo por modificación.",
    ),
    regla(
        "PIM",
        "El presupuesto institucional modificado es el PIA más el efecto de cada modificación aprobada; nunca se escribe.",
    ),
];

const EVALUACION: &[CriterioUpp] = &[
    regla(
        "Plazo de la evaluación",
        "Vence a los 10 días calendario de culminado el trimestre; el día 1 es el siguiente al último del trimestre.",
    ),
    regla(
        "Porcentajes",
        "Más de 100 % se muestra como es. Si no había nada programado y algo se hizo, dice «no programado». Porcentajes de unidades distintas no se promedian sin pesos.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Rejection, Rol, plan::Periodo};

    #[test]
    fn every_article_a_refusal_cites_has_a_section() {
        let of_each_article = [
            Rejection::SinPermiso { rol: Rol::Consulta, accion: String::new() },
            Rejection::AccionRetirada { codigo: String::new() },
            Rejection::AccionConActividades { codigo: String::new(), cuantas: 1 },
            Rejection::Fraccion { cantidad: crate::Cantidad::CERO, unidad: String::new(), decimales: 0 },
            Rejection::CeldaRepetida { periodo: Periodo::Anual },
            Rejection::VentanaDejaFuera { mes: crate::Mes::ENERO, que: String::new() },
            Rejection::ImporteNegativo,
            Rejection::CicloDeUnidades,
            Rejection::IdentificadorRepetido,
            Rejection::SinActividades,
            Rejection::SinAprobar,
        ];
        for articulo in of_each_article.map(|rejection| rejection.articulo()).into_iter().chain(["5.d"]) {
            assert!(SECCIONES.iter().any(|seccion| seccion.articulo == articulo), "Art. {articulo}");
        }
    }

    #[test]
    fn sections_have_rules_and_articles_are_not_repeated() {
        for (at, seccion) in SECCIONES.iter().enumerate() {
            assert!(!seccion.criterios.is_empty(), "{}", seccion.articulo);
            assert!(SECCIONES[..at].iter().all(|before| before.articulo != seccion.articulo));
        }
    }
}
