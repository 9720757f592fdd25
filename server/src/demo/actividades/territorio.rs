//! Activities from the claves of objectives 9 to 12: safety, roads, environment, risk.

use super::modelos;

pub const MODELOS: &[super::Modelo] = modelos! {
    21 {
        "administracion" "Implementar el ciclo de gestión del rendimiento"
            "Persona" "servidores" "con metas individuales evaluadas" Suma Oficina 220;
        "gerencia-municipal" "Reconocer a los equipos con mejor atención al usuario"
            "Campaña" "equipos de trabajo" "reconocidos públicamente" Suma Evento 2;
        "seguridad" "Evaluar el desempeño del personal de serenazgo"
            "Persona" "serenos" "evaluados con retroalimentación" Suma Oficina 130;
        "humano" "Desarrollar actividades de clima laboral y salud del trabajador"
            "Porcentaje" "trabajadores" "que participan en actividades de clima laboral" Maximo Evento 75;
    }
    22 {
        "seguridad" "Ejecutar patrullajes integrados con la Policía Nacional"
            "Operativo" "patrullajes integrados" "ejecutados con la Policía Nacional" Suma Campo 1460;
        "seguridad" "Realizar operativos con el Ministerio Público en locales nocturnos"
            "Operativo" "locales nocturnos" "intervenidos con fiscalía" Suma Campo 72;
        "seguridad" "Sesionar el comité provincial de seguridad ciudadana"
            "Reunión" "integrantes del comité" "con acuerdos cumplidos" Suma Oficina 12;
        "seguridad" "Organizar y equipar juntas vecinales de seguridad"
            "Taller" "juntas vecinales" "organizadas y equipadas" Suma Evento 40;
        "humano" "Difundir con los medios la prevención de la violencia familiar"
            "Campaña" "medios de comunicación" "que difunden mensajes preventivos" Suma Evento 6;
    }
    23 {
        "transporte" "Formular el plan regulador de rutas urbanas"
            "Estudio" "rutas urbanas" "con plan regulador" Suma Estudio 1;
        "transporte" "Realizar conteos de tráfico en las intersecciones críticas"
            "Estudio" "intersecciones" "con conteo y propuesta" Suma Estudio 24;
        "territorial" "Formular el estudio de la vía de evitamiento norte"
            "Estudio" "vías de evitamiento" "con estudio de preinversión" Suma Estudio 1;
        "territorial" "Mantener los caminos vecinales priorizados"
            "Kilómetro" "caminos vecinales" "con mantenimiento rutinario" Suma Obra 86;
        "transporte" "Señalizar vías y cruces peatonales"
            "Metro cuadrado" "vías urbanas" "con señalización horizontal" Suma Obra 4200;
    }
    24 {
        "territorial" "Elaborar la propuesta de incentivos para trasladar oficinas públicas"
            "Documento" "propuestas de incentivo" "aprobadas por ordenanza" Suma Oficina 2;
        "territorial" "Actualizar el catastro de las zonas de expansión urbana"
            "Hectárea" "zonas de expansión" "con catastro actualizado" Suma Campo 340;
        "economico" "Otorgar licencias con tasa reducida fuera del centro histórico"
            "Empresa" "establecimientos" "que se instalan fuera del centro histórico" Suma Oficina 60;
        "transporte" "Habilitar rutas y paraderos hacia los polos de servicio"
            "Expediente" "rutas a polos de servicio" "autorizadas" Suma Oficina 6;
    }
    25 {
        "economico" "Suscribir y cumplir el plan de trabajo con el OEFA"
            "Informe" "compromisos con el OEFA" "cumplidos en el trimestre" Suma Oficina 4;
        "economico" "Fiscalizar la calidad ambiental de mercados, talleres y camales"
            "Supervisión" "establecimientos" "fiscalizados según el plan anual" Suma Campo 120;
        "transporte" "Controlar las emisiones de los vehículos de servicio público"
            "Operativo" "vehículos de servicio público" "controlados en campo" Suma Campo 36;
        "asesoria" "Actualizar el régimen de sanciones ambientales"
            "Documento" "ordenanzas ambientales" "con opinión legal" Suma Oficina 2;
    }
    26 {
        "economico" "Actualizar la política y la agenda ambiental local"
            "Documento" "instrumentos de gestión ambiental" "aprobados" Suma Oficina 3;
        "economico" "Ejecutar la segregación en la fuente y recolección selectiva"
            "Tonelada" "residuos reaprovechables" "recolectados por separado" Suma Campo 620;
        "humano" "Educar en ambiente y ecoeficiencia a escuelas"
            "Taller" "instituciones educativas" "con comité ambiental activo" Suma Evento 32;
        "territorial" "Arborizar y mantener las áreas verdes de la ciudad"
            "Hectárea" "áreas verdes" "en buen estado" UltimoValor Campo 28;
    }
    27 {
        "territorial" "Descolmatar y reforzar las quebradas de la ciudad"
            "Kilómetro" "quebradas" "descolmatadas antes de las lluvias" Suma Obra 9;
        "territorial" "Elaborar estudios de evaluación del riesgo en zonas críticas"
            "Estudio" "zonas críticas" "con evaluación del riesgo" Suma Estudio 6;
        "territorial" "Inspeccionar la seguridad de edificaciones"
            "Supervisión" "edificaciones" "inspeccionadas en seguridad" Suma Campo 540;
        "seguridad" "Operar el centro provincial de operaciones de emergencia"
            "Porcentaje" "reportes de emergencia" "atendidos en el tiempo previsto" Promedio Campo 92;
    }
    28 {
        "territorial" "Capacitar a brigadas comunitarias de defensa civil"
            "Persona" "brigadistas comunitarios" "acreditados" Suma Evento 280;
        "humano" "Ejecutar simulacros de sismo e inundación con escuelas y barrios"
            "Campaña" "simulacros" "con participación vecinal" Suma Evento 4;
        "territorial" "Evaluar viviendas vulnerables con los comités vecinales"
            "Vivienda" "viviendas vulnerables" "evaluadas con el comité vecinal" Suma Campo 450;
        "seguridad" "Instalar sistemas de alerta temprana con los comités de barrio"
            "Equipo" "sistemas de alerta" "operando con su comité" Maximo Sistema 8;
    }
};
