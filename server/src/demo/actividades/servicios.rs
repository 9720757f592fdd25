//! Activities from the claves of objectives 1 to 4: users, services, leadership, technology.

use super::modelos;

pub const MODELOS: &[super::Modelo] = modelos! {
    0 {
        "gerencia-municipal" "Aplicar la encuesta semestral de satisfacción en la plataforma de atención"
            "Encuesta" "usuarios de la plataforma" "encuestados en el semestre" Suma Evento 1200;
        "humano" "Encuestar a los usuarios de los servicios de salud y educación municipal"
            "Encuesta" "usuarios de servicios sociales" "encuestados en el semestre" Suma Oficina 800;
        "transporte" "Encuestar a los usuarios del transporte urbano sobre el trato que reciben"
            "Encuesta" "pasajeros" "encuestados en paraderos" Suma Oficina 600;
        "seguridad" "Medir la percepción de los vecinos sobre el servicio de serenazgo"
            "Porcentaje" "vecinos encuestados" "que califican el servicio como bueno" UltimoValor Oficina 60;
    }
    1 {
        "sistemas" "Publicar en el portal los resultados de las encuestas de satisfacción"
            "Publicación" "resultados de encuestas" "en el portal institucional" Suma Oficina 4;
        "gerencia-municipal" "Elaborar el informe semestral de satisfacción de los usuarios"
            "Informe" "satisfacción de usuarios" "con propuestas de mejora" Suma Oficina 2;
        "alcaldia" "Difundir los resultados de las encuestas en audiencia pública"
            "Reunión" "audiencias públicas" "con resultados de encuestas" Suma Evento 2;
        "humano" "Publicar los resultados de las encuestas en los centros de salud y comedores"
            "Publicación" "paneles informativos" "con resultados actualizados" Suma Oficina 12;
    }
    2 {
        "gerencia-municipal" "Levantar el mapa de procesos de los servicios de salud y educación"
            "Procedimiento" "procesos de servicios" "diagramados y validados" Suma Oficina 18;
        "humano" "Analizar los tiempos de atención del registro civil y la defensoría"
            "Informe" "tiempos de atención" "con causas de demora" Suma Oficina 4;
        "administracion" "Analizar el proceso de pago a proveedores"
            "Porcentaje" "expedientes de pago" "atendidos dentro del plazo" Promedio Oficina 85;
        "abastecimiento" "Analizar el proceso de contrataciones menores a ocho UIT"
            "Procedimiento" "contrataciones menores" "con pasos y plazos definidos" Suma Oficina 6;
    }
    3 {
        "gerencia-municipal" "Simplificar los procedimientos del TUPA de mayor demanda"
            "Procedimiento" "trámites del TUPA" "con menos requisitos" Suma Oficina 15;
        "humano" "Mejorar la atención de los puestos de salud municipales"
            "Persona" "usuarios de puestos de salud" "atendidos en el día" Suma Campo 9600;
        "administracion" "Implementar la ventanilla única de caja y trámite documentario"
            "Trámite" "expedientes ingresados" "por ventanilla única" Suma Oficina 24000;
        "seguridad" "Reorganizar los turnos de patrullaje por cuadrantes"
            "Porcentaje" "cuadrantes" "patrullados todos los días" Maximo Campo 95;
    }
    4 {
        "alcaldia" "Capacitar a autoridades distritales en liderazgo y gestión municipal"
            "Persona" "autoridades distritales" "capacitadas en liderazgo" Suma Evento 160;
        "planeamiento" "Asistir a los distritos en la articulación de sus planes con el de la provincia"
            "Taller" "municipalidades distritales" "asistidas en planeamiento" Suma Evento 16;
        "administracion" "Realizar pasantías de funcionarios en municipalidades con buenas prácticas"
            "Persona" "funcionarios" "que culminan una pasantía" Suma Evento 12;
        "presupuesto" "Capacitar a los equipos técnicos en presupuesto por resultados"
            "Persona" "integrantes de equipos técnicos" "capacitados en presupuesto por resultados" Suma Evento 60;
    }
    5 {
        "asesoria" "Incorporar cláusulas anticorrupción y de garantía en los contratos"
            "Documento" "contratos" "con cláusulas de seguridad jurídica" Suma Oficina 180;
        "abastecimiento" "Estandarizar las bases y proformas de contrato"
            "Documento" "modelos de contrato" "aprobados" Suma Oficina 8;
        "asesoria" "Revisar los convenios vigentes y proponer adendas"
            "Documento" "convenios" "revisados con opinión legal" Suma Oficina 36;
        "control" "Verificar la inclusión de cláusulas en contratos mayores a ocho UIT"
            "Supervisión" "contratos" "verificados por muestreo" Suma Oficina 24;
    }
    6 {
        "planeamiento" "Conducir el presupuesto participativo del año 2018"
            "Taller" "agentes participantes" "con acuerdos suscritos" Suma Evento 8;
        "humano" "Constituir y acompañar a las juntas vecinales"
            "Persona" "dirigentes vecinales" "acreditados y capacitados" Suma Evento 320;
        "alcaldia" "Realizar las audiencias públicas de rendición de cuentas"
            "Reunión" "audiencias públicas" "de rendición de cuentas" Suma Evento 3;
        "sistemas" "Mantener al día el Portal de Transparencia Estándar"
            "Porcentaje" "rubros del portal" "publicados en plazo" Promedio Sistema 98;
    }
    7 {
        "planeamiento" "Convocar la mesa multisectorial para la agenda de la provincia"
            "Reunión" "sectores representados" "con agenda consensuada" Suma Evento 6;
        "economico" "Instalar el comité provincial de productores y comerciantes"
            "Reunión" "gremios y productores" "con acta de acuerdos" Suma Evento 10;
        "humano" "Sostener la instancia de articulación contra la anemia y la desnutrición"
            "Reunión" "instituciones de salud y educación" "que informan su avance" Suma Evento 12;
        "alcaldia" "Coordinar con los alcaldes distritales la agenda de inversiones"
            "Reunión" "alcaldes distritales" "con acuerdos de inversión" Suma Evento 4;
    }
    8 {
        "presupuesto" "Hacer el seguimiento mensual de las metas del plan operativo"
            "Informe" "unidades orgánicas" "con metas verificadas" Suma Oficina 12;
        "control" "Ejecutar los servicios de control del plan anual"
            "Informe" "servicios de control" "culminados" Suma Oficina 14;
        "planeamiento" "Evaluar cada trimestre el avance del Plan de Desarrollo Institucional"
            "Informe" "objetivos estratégicos" "evaluados en el trimestre" Suma Oficina 4;
        "territorial" "Supervisar el avance físico y financiero de las obras"
            "Supervisión" "obras en ejecución" "visitadas" Suma Campo 96;
        "control" "Hacer el seguimiento de las recomendaciones de auditoría"
            "Porcentaje" "recomendaciones" "implementadas" UltimoValor Oficina 80;
    }
    9 {
        "sistemas" "Ampliar la red de fibra óptica entre las sedes municipales"
            "Kilómetro" "fibra óptica" "tendida y certificada" Suma Sistema 6;
        "sistemas" "Renovar los equipos de cómputo de las áreas de atención"
            "Equipo" "computadoras" "instaladas en áreas de atención" Suma Sistema 48;
        "sistemas" "Mantener disponible la intranet municipal"
            "Porcentaje" "horas del mes" "con intranet disponible" Promedio Sistema 99;
        "administracion" "Migrar el sistema de personal y asistencia a la intranet"
            "Procedimiento" "procesos de personal" "operando en la intranet" Suma Sistema 5;
    }
    10 {
        "sistemas" "Poner en línea los trámites de licencias y constancias"
            "Trámite" "trámites del TUPA" "disponibles por internet" Maximo Sistema 20;
        "economico" "Atender por internet las licencias de funcionamiento"
            "Trámite" "licencias de funcionamiento" "tramitadas por internet" Suma Sistema 420;
        "transporte" "Atender por internet las citas para licencias de conducir menores"
            "Trámite" "citas para licencias" "reservadas por internet" Suma Sistema 2600;
        "administracion" "Habilitar el pago en línea de arbitrios y del impuesto predial"
            "Porcentaje" "recibos cobrados" "pagados en línea" UltimoValor Sistema 20;
    }
};
